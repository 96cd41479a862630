package dev.drydock.storage.transfer;

import dev.drydock.cloud.objects.Checksum;
import dev.drydock.cloud.objects.Checksum.Algorithm;
import dev.drydock.cloud.objects.Content;
import dev.drydock.cloud.objects.DeclaredContent;
import dev.drydock.cloud.objects.MultipartUploads;
import dev.drydock.cloud.objects.ResumableUploads;
import dev.drydock.cloud.objects.StorageException;
import dev.drydock.cloud.objects.StorageException.Reason;
import dev.drydock.cloud.objects.StoredObject;
import dev.drydock.cloud.objects.StreamWrites;
import dev.drydock.storage.checksums.Crc;
import dev.drydock.storage.locations.Folder;
import dev.drydock.storage.progress.Tally;
import dev.drydock.terminal.Sizes;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A stream of unknown length that becomes one object. It cannot be resumed, so nothing of it stays
 * when it fails. What a killed process leaves is in its record.
 */
public final class StreamTransfer {
  /** The size of a part, which is in memory until the store has it. 10,000 parts are 312 GB. */
  private static final int PART = 32 << 20;

  private static final int READ = 128 * 1024;

  private final Path records;
  private final Tally tally;

  public StreamTransfer(Path records, Tally tally) {
    this.records = records;
    this.tally = tally;
  }

  /** Writes all bytes of a stream. */
  public void run(InputStream stream, Folder target, String relative) throws StorageException {
    String name = target.name(relative);
    String url = target.url(relative);
    InputStream metered = new MeteredStream(stream);
    if (target.store() instanceof MultipartUploads uploads) {
      inParts(metered, uploads, name, url);
    } else if (target.store() instanceof StreamWrites streams) {
      inOne(metered, streams, name, url);
    } else {
      throw new StorageException(
          Reason.FAILED,
          url + ": its store does not accept objects of unknown length: copy a file");
    }
  }

  /**
   * Writes the stream as a whole. The store removes what it has of a stream that fails; a killed
   * process needs a record.
   */
  private void inOne(InputStream stream, StreamWrites store, String name, String url)
      throws StorageException {
    try (TransferRecord record = TransferRecord.open(records, url)) {
      if (store instanceof ResumableUploads uploads && !record.upload().isEmpty()) {
        uploads.abandon(name, record.upload());
      }
      record.begin(new TransferRecord.Subject(url, "-", "", -1, PART));
      try {
        store.put(name, stream);
      } catch (StorageException e) {
        if (!PartTransfer.isResumable(e)) {
          record.remove();
        }
        throw e;
      }
      record.remove();
    }
  }

  private void inParts(InputStream stream, MultipartUploads store, String name, String url)
      throws StorageException {
    byte[] part = new byte[PART];
    int length = fill(part, stream, url);
    if (length < PART) {
      store.put(name, Content.of(Arrays.copyOf(part, length)));
      return;
    }
    try (TransferRecord record = TransferRecord.open(records, url)) {
      // Checks of both kinds that stores have for a whole object.
      Crc crc32 = new Crc(Algorithm.CRC32);
      Crc crc32c = new Crc(Algorithm.CRC32C);
      MultipartSink sink = new MultipartSink(store, name, Long.MAX_VALUE, PART, Algorithm.NONE);
      if (record.isUnfinished()) {
        sink.abandon(record.upload(), record.begun());
      }
      record.begin(new TransferRecord.Subject(url, "-", "", -1, PART));
      boolean complete = false;
      try {
        record.uploadIs(sink.begin());
        long size = 0;
        for (int number = 1; length > 0; number++) {
          if (number > store.maximumParts()) {
            throw new StorageException(
                Reason.FAILED,
                url
                    + ": more than "
                    + Sizes.bytes(size)
                    + ", too much of unknown length: copy a"
                    + " file");
          }
          crc32.update(part, 0, length);
          crc32c.update(part, 0, length);
          sink.write(number, size, Content.of(length == PART ? part : Arrays.copyOf(part, length)));
          size += length;
          length = length == PART ? fill(part, stream, url) : 0;
        }
        compare(sink.complete(), size, crc32, crc32c, url);
        complete = true;
      } finally {
        if (!complete) {
          abandon(sink, record);
        }
      }
      record.remove();
    }
  }

  /** Fills the part. It has fewer bytes only at the end of the stream. */
  private static int fill(byte[] part, InputStream stream, String url) throws StorageException {
    try {
      return stream.readNBytes(part, 0, part.length);
    } catch (IOException e) {
      throw DeclaredContent.unreadable(url, e);
    }
  }

  private static void compare(StoredObject stored, long size, Crc crc32, Crc crc32c, String url)
      throws StorageException {
    Checksum told = stored.checksum();
    boolean same =
        switch (told.algorithm()) {
          case CRC32 -> told.hexadecimal().equals(crc32.hexadecimal());
          case CRC32C -> told.hexadecimal().equals(crc32c.hexadecimal());
          case MD5, NONE -> true;
        };
    if (stored.size() != size || !same) {
      throw new StorageException(
          Reason.CORRUPT,
          url
              + ": has "
              + stored.size()
              + " bytes with checksum "
              + told
              + ", sent were "
              + size
              + " with crc32:"
              + crc32.hexadecimal());
    }
  }

  /**
   * Discards the upload, even if the thread was interrupted. What cannot be removed now is left to
   * a later run.
   */
  private static void abandon(MultipartSink sink, TransferRecord record) throws StorageException {
    boolean interrupted = Thread.interrupted();
    try {
      sink.abandon(record.upload(), record.begun());
      record.remove();
    } catch (StorageException e) {
      return;
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Reads in small steps, so that the progress is visible. */
  private final class MeteredStream extends FilterInputStream {
    MeteredStream(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int read = in.read(bytes, offset, Math.min(length, READ));
      tally.plannedBytes.add(Math.max(0, read));
      tally.bytes.add(Math.max(0, read));
      return read;
    }
  }
}
