package dev.drydock.storage.transfer;

import dev.drydock.cloud.objects.Checksum;
import dev.drydock.cloud.objects.Checksum.Algorithm;
import dev.drydock.cloud.objects.Content;
import dev.drydock.cloud.objects.MultipartUploads;
import dev.drydock.cloud.objects.MultipartUploads.Part;
import dev.drydock.cloud.objects.MultipartUploads.Upload;
import dev.drydock.cloud.objects.StorageException;
import dev.drydock.cloud.objects.StoredObject;
import dev.drydock.cloud.objects.VerifiedInputStream;
import dev.drydock.storage.checksums.Crc;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicReference;

/** The parts of a store's multipart upload. */
final class MultipartSink implements PartSink {
  /** The clocks of this machine and of the server may differ. */
  private static final Duration CLOCKS = Duration.ofMinutes(5);

  private final MultipartUploads store;
  private final String name;
  private final long size;
  private final long partSize;
  private final Algorithm algorithm;
  private final Map<Integer, Part> parts = new ConcurrentSkipListMap<>();
  private Upload upload;

  /**
   * @param algorithm of the checks that {@link #write} returns; NONE for no checks
   */
  MultipartSink(
      MultipartUploads store, String name, long size, long partSize, Algorithm algorithm) {
    this.store = store;
    this.name = name;
    this.size = size;
    this.partSize = partSize;
    this.algorithm = algorithm;
  }

  @Override
  public String begin() throws StorageException {
    upload = store.beginUpload(name, partSize);
    return upload.id();
  }

  @Override
  public Set<Integer> resume(String id, Map<Integer, Integer> checks) throws StorageException {
    upload = new Upload(name, id, Instant.EPOCH);
    for (Part part : store.parts(upload)) {
      long expected = Math.min(partSize, size - (part.number() - 1) * partSize);
      boolean checked = algorithm == Algorithm.NONE || checks.containsKey(part.number());
      if (part.size() == expected && checked) {
        parts.put(part.number(), part);
      }
    }
    return parts.keySet();
  }

  @Override
  public int write(int number, long offset, Content content) throws StorageException {
    if (algorithm == Algorithm.NONE) {
      parts.put(number, store.putPart(upload, number, content));
      return 0;
    }
    CheckedContent checked = new CheckedContent(content, algorithm);
    parts.put(number, store.putPart(upload, number, checked));
    return checked.check();
  }

  @Override
  public boolean digest(VerifiedInputStream.Digest digest) {
    return false;
  }

  @Override
  public StoredObject complete() throws StorageException {
    return store.complete(upload, List.copyOf(parts.values()));
  }

  @Override
  public void abandon(String id, Instant since) throws StorageException {
    List<Upload> uploads = new ArrayList<>();
    if (!id.isEmpty()) {
      uploads.add(new Upload(name, id, since));
    } else {
      for (Upload unfinished : store.unfinished(name)) {
        if (unfinished.name().equals(name) && unfinished.started().isAfter(since.minus(CLOCKS))) {
          uploads.add(unfinished);
        }
      }
    }
    for (Upload unfinished : uploads) {
      store.abort(unfinished);
    }
  }

  @Override
  public void close() {
    // There is nothing to close.
  }

  /** Content that is checked each time it is read. The last check counts. */
  private static final class CheckedContent implements Content {
    private final Content content;
    private final Algorithm algorithm;
    private final AtomicReference<Crc> last = new AtomicReference<>();

    CheckedContent(Content content, Algorithm algorithm) {
      this.content = content;
      this.algorithm = algorithm;
    }

    @Override
    public long length() {
      return content.length();
    }

    @Override
    public InputStream open() throws IOException {
      Crc crc = new Crc(algorithm);
      last.set(crc);
      return crc.over(content.open());
    }

    @Override
    public Checksum checksum() throws IOException {
      return content.checksum();
    }

    int check() {
      return last.get().value();
    }
  }
}
