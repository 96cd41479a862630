package dev.drydock.storage.transfer;

import dev.drydock.cloud.objects.Checksum;
import dev.drydock.cloud.objects.Content;
import dev.drydock.cloud.objects.RangeReads;
import dev.drydock.cloud.objects.ResumingInputStream;
import dev.drydock.storage.files.FileObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongConsumer;

/**
 * A range of an object as content. After a lost connection it is read on from the same place. What
 * is skipped before the first read is not requested.
 */
public final class RangeContent implements Content {
  private final RangeReads store;
  private final String name;
  private final String version;
  private final long offset;
  private final long length;
  private final LongConsumer meter;

  /**
   * @param meter is told how many bytes were read
   */
  public RangeContent(
      RangeReads store, String name, String version, long offset, long length, LongConsumer meter) {
    this.store = store;
    this.name = name;
    this.version = version;
    this.offset = offset;
    this.length = length;
    this.meter = meter;
  }

  @Override
  public long length() {
    return length;
  }

  @Override
  public InputStream open() {
    return new RangeStream();
  }

  @Override
  public Checksum checksum() throws IOException {
    return store instanceof FileObjectStore ? Checksum.crc32(open()) : Checksum.NONE;
  }

  private final class RangeStream extends InputStream {
    private InputStream in;
    private long position;

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int from, int count) throws IOException {
      if (count == 0) {
        return 0;
      }
      if (position == length) {
        return -1;
      }
      if (in == null) {
        long first = position;
        in = new ResumingInputStream(open(first), length - first, past -> open(first + past));
      }
      int read = in.read(bytes, from, (int) Math.min(count, length - position));
      position += read;
      meter.accept(read);
      return read;
    }

    private InputStream open(long from) throws IOException {
      return store.get(name, version, offset + from, length - from);
    }

    @Override
    public long skip(long count) throws IOException {
      long skipped = Math.max(0, Math.min(count, length - position));
      if (skipped > 0) {
        close();
        position += skipped;
      }
      return skipped;
    }

    @Override
    public void close() throws IOException {
      if (in != null) {
        InputStream open = in;
        in = null;
        open.close();
      }
    }
  }
}
