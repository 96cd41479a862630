package dev.drydock.storage.files;

import dev.drydock.cloud.objects.StorageException;
import dev.drydock.cloud.objects.StorageException.Reason;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A limited number of bytes of a stream. Throws if the stream has fewer. */
public final class ExactStream extends FilterInputStream {
  private final String url;
  private long left;

  public ExactStream(InputStream in, long length, String url) {
    super(in);
    this.left = length;
    this.url = url;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (left == 0) {
      return -1;
    }
    int read;
    try {
      read = in.read(bytes, offset, (int) Math.min(length, left));
    } catch (IOException e) {
      throw FileFailure.of(url, e);
    }
    if (read < 0) {
      throw new StorageException(
          Reason.CORRUPT,
          url + ": ends " + left + " bytes too early: it was changed during the copy");
    }
    left -= read;
    return read;
  }

  @Override
  public long skip(long count) throws IOException {
    long skipped = in.skip(Math.min(count, left));
    left -= skipped;
    return skipped;
  }

  @Override
  public int available() throws IOException {
    return (int) Math.min(left, in.available());
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
