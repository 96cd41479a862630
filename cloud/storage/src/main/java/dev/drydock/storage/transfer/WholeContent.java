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
 * All of an object as content. Read from its first byte it is compared with its checksum by its
 * store; if the beginning is skipped, because it has been sent before, it is not asked for.
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

  /** Where it is written to, what is not found would be the bucket. */
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
    // The first time; what is told after that has arrived from here.
    arrivedBefore.compareAndSet(-1, bytes);
  }

  /** Bytes that an earlier run has sent. */
  long arrivedBefore() {
    return Math.max(0, arrivedBefore.get());
  }

  /** Whether the last reading left out the beginning, so that nothing could be compared. */
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
