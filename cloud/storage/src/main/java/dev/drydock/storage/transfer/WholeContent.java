package dev.drydock.storage.transfer;

import dev.drydock.cloud.objects.Checksum;
import dev.drydock.cloud.objects.Content;
import dev.drydock.cloud.objects.RangeReads;
import dev.drydock.cloud.objects.StorageException;
import dev.drydock.cloud.objects.StorageException.Reason;
import dev.drydock.storage.locations.Scheme;
import dev.drydock.storage.locations.Source;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/**
 * A whole object as content. When it is read from its first byte, its store verifies it. If the
 * beginning is skipped because it was sent before, it is not requested.
 */
final class WholeContent implements Content {
  private final Source source;
  private final LongConsumer meter;
  private final AtomicLong arrivedBefore = new AtomicLong(-1);
  private volatile boolean skipped;

  WholeContent(Source source, LongConsumer meter) {
    this.source = source;
    this.meter = meter;
  }

  @Override
  public long length() {
    return source.object().size();
  }

  @Override
  public InputStream open() throws IOException {
    return new WholeStream();
  }

  @Override
  public Checksum checksum() throws IOException {
    if (source.folder().location().scheme() == Scheme.FILE) {
      return Checksum.crc32(read());
    }
    return source.object().checksum();
  }

  /** For the target store, NOT_FOUND would mean the bucket. */
  private InputStream read() throws StorageException {
    try {
      return source.store().get(source.object().name());
    } catch (StorageException e) {
      throw e.reason() == Reason.NOT_FOUND
          ? new StorageException(Reason.FAILED, e.getMessage(), e)
          : e;
    }
  }

  @Override
  public void arrived(long bytes) {
    // Only the first time: later, this run has sent the bytes.
    arrivedBefore.compareAndSet(-1, bytes);
  }

  /** How many bytes an earlier run has sent. */
  long arrivedBefore() {
    return Math.max(0, arrivedBefore.get());
  }

  /** Whether the last reading skipped the beginning, so that the object could not be verified. */
  boolean wasSkipped() {
    return skipped;
  }

  private final class WholeStream extends InputStream {
    private InputStream in;

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      if (in == null) {
        in = WholeContent.this.read();
      }
      int read = in.read(bytes, offset, length);
      meter.accept(Math.max(0, read));
      return read;
    }

    @Override
    public long skip(long count) throws IOException {
      if (in == null && count > 0 && source.store() instanceof RangeReads reads) {
        skipped = true;
        in =
            new RangeContent(
                    reads,
                    source.object().name(),
                    source.object().version(),
                    0,
                    length(),
                    bytes -> {})
                .open();
      }
      return in == null ? super.skip(count) : in.skip(count);
    }

    @Override
    public void close() throws IOException {
      if (in != null) {
        in.close();
      }
    }
  }
}
