package dev.drydock.storage;

import dev.drydock.cloud.Checksum;
import dev.drydock.cloud.Content;
import dev.drydock.cloud.RangeReads;
import dev.drydock.cloud.StorageException;
import dev.drydock.cloud.StorageException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongConsumer;

/**
 * A range of an object as content. A connection that breaks off is made again from where it was;
 * what is skipped before the first read is not asked for.
 */
final class RangeContent implements Content {
  private static final int TRIES = 5;
  private static final long FIRST_PAUSE_MILLIS = 200;

  private final RangeReads store;
  private final String name;
  private final String url;
  private final String version;
  private final long offset;
  private final long length;
  private final LongConsumer meter;

  /**
   * @param meter is told of bytes as they are read
   */
  RangeContent(
      RangeReads store,
      String name,
      String url,
      String version,
      long offset,
      long length,
      LongConsumer meter) {
    this.store = store;
    this.name = name;
    this.url = url;
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
      for (int attempt = 1; ; attempt++) {
        try {
          if (in == null) {
            in = store.get(name, version, offset + position, length - position);
          }
          int read = in.read(bytes, from, (int) Math.min(count, length - position));
          if (read < 0) {
            throw new StorageException(
                Reason.UNREACHABLE, url + ": the connection broke off: try again");
          }
          position += read;
          meter.accept(read);
          return read;
        } catch (IOException e) {
          close();
          if (!isWorthAnother(e) || attempt == TRIES) {
            throw e;
          }
          pause(attempt);
        }
      }
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

  /** What has gone on for long inside of the store's own tries is not. */
  private static boolean isWorthAnother(IOException e) {
    return !(e instanceof StorageException known) || known.reason() == Reason.UNREACHABLE;
  }

  private void pause(int attempt) throws StorageException {
    try {
      Thread.sleep(FIRST_PAUSE_MILLIS << (attempt - 1));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StorageException(Reason.FAILED, url + ": interrupted", e);
    }
  }
}
