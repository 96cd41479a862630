package dev.drydock.storage.transfer;

import dev.drydock.cloud.objects.Checksum;
import dev.drydock.cloud.objects.Checksum.Algorithm;
import dev.drydock.cloud.objects.Content;
import dev.drydock.cloud.objects.StorageException;
import dev.drydock.cloud.objects.StorageException.Reason;
import dev.drydock.cloud.objects.StoredObject;
import dev.drydock.cloud.objects.VerifiedInputStream;
import dev.drydock.storage.checksums.Crc;
import dev.drydock.storage.files.FileFailure;
import dev.drydock.storage.files.FileObjectStore;
import dev.drydock.storage.files.PartialFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The parts of a file, each in its place. */
final class FileSink implements PartSink {
  private static final int BUFFER = 256 * 1024;

  private final FileObjectStore store;
  private final String name;
  private final long size;
  private final long partSize;
  private final Algorithm algorithm;
  private final PartialFile file;

  /**
   * @param algorithm of the checks, CRC32 or CRC32C
   */
  FileSink(FileObjectStore store, String name, long size, long partSize, Algorithm algorithm)
      throws StorageException {
    this.store = store;
    this.name = name;
    this.size = size;
    this.partSize = partSize;
    this.algorithm = algorithm;
    this.file = store.partial(name);
  }

  @Override
  public String begin() throws StorageException {
    file.create(size);
    return "file";
  }

  /** Reads the parts again, since a file may lack its last bytes after a power failure. */
  @Override
  public Set<Integer> resume(String id, Map<Integer, Integer> checks) throws StorageException {
    file.open(size);
    Set<Integer> there = new HashSet<>();
    try {
      for (Map.Entry<Integer, Integer> part : checks.entrySet()) {
        long offset = (part.getKey() - 1) * partSize;
        if (check(offset, Math.min(partSize, size - offset)) == part.getValue()) {
          there.add(part.getKey());
        }
      }
    } catch (IOException e) {
      throw FileFailure.of(store.url(name), e);
    }
    return there;
  }

  private int check(long offset, long length) throws IOException {
    Crc crc = new Crc(algorithm);
    byte[] buffer = new byte[BUFFER];
    long position = offset;
    while (position < offset + length) {
      int wanted = (int) Math.min(BUFFER, offset + length - position);
      int read = file.read(position, ByteBuffer.wrap(buffer, 0, wanted));
      if (read < 0) {
        break;
      }
      crc.update(buffer, 0, read);
      position += read;
    }
    return crc.value();
  }

  @Override
  public int write(int number, long offset, Content content) throws StorageException {
    Crc crc = new Crc(algorithm);
    byte[] buffer = new byte[BUFFER];
    long position = offset;
    try (InputStream in = content.open()) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        file.write(position, ByteBuffer.wrap(buffer, 0, read));
        crc.update(buffer, 0, read);
        position += read;
      }
    } catch (IOException e) {
      throw FileFailure.of(store.url(name), e);
    }
    if (position - offset != content.length()) {
      throw new StorageException(
          Reason.CORRUPT,
          store.url(name)
              + ": "
              + (position - offset)
              + " bytes arrived, not "
              + content.length()
              + ": try again");
    }
    return crc.value();
  }

  /** Reads the file, most of which is in memory, as it has just been written. */
  @Override
  public boolean digest(VerifiedInputStream.Digest digest) throws StorageException {
    byte[] buffer = new byte[BUFFER];
    long position = 0;
    try {
      while (position < size) {
        int read = file.read(position, ByteBuffer.wrap(buffer));
        if (read < 0) {
          break;
        }
        digest.update(buffer, 0, read);
        position += read;
      }
      return true;
    } catch (IOException e) {
      throw FileFailure.of(store.url(name), e);
    }
  }

  @Override
  public StoredObject complete() throws StorageException {
    file.publish();
    return store.stored(name, Checksum.NONE);
  }

  @Override
  public void abandon(String id, Instant since) throws StorageException {
    if (!file.isOpen()) {
      if (!file.exists()) {
        return;
      }
      file.open(0);
    }
    file.discard();
  }

  @Override
  public void close() throws StorageException {
    file.close();
  }
}
