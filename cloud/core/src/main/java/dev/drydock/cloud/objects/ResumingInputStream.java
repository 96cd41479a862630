package dev.drydock.cloud.objects;

import java.io.IOException;
import java.io.InputStream;

/**
 * A download that continues where a connection was lost, so that the bytes which have arrived are
 * not requested again. Whoever opens the rest must request the same version, and retry as often as
 * that makes sense: this class does not retry an attempt to open it.
 */
public final class ResumingInputStream extends InputStream {
  /** Opens the rest of a download. */
  public interface Rest {
    /**
     * The bytes from an offset on.
     *
     * @throws IOException if the download cannot continue
     */
    InputStream open(long offset) throws IOException;
  }

  /** How often a connection may be lost without {@link #PROGRESS}. */
  private static final int RESUMES = 5;

  /** With fewer bytes, a connection that always breaks early would never end. */
  private static final long PROGRESS = 256 << 10;

  private final long size;
  private final Rest rest;
  private InputStream bytes;
  private long position;
  private long before;
  private int resumes;

  /**
   * @param bytes from the first byte on
   * @param size the number of all bytes
   */
  public ResumingInputStream(InputStream bytes, long size, Rest rest) {
    this.bytes = bytes;
    this.size = size;
    this.rest = rest;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    while (true) {
      try {
        int read = bytes.read(buffer, offset, length);
        if (read >= 0 || position >= size) {
          position += Math.max(0, read);
          return read;
        }
      } catch (IOException e) {
        resume(e);
        continue;
      }
      resume(new IOException("the stream ended early"));
    }
  }

  private void resume(IOException lost) throws IOException {
    if (position - before >= PROGRESS) {
      before = position;
      resumes = 0;
    }
    if (position >= size || !isOfConnection(lost) || ++resumes > RESUMES) {
      throw lost;
    }
    try {
      bytes.close();
    } catch (IOException e) {
      // Some streams report again that the connection was lost. The rest comes from another one.
    }
    bytes = rest.open(position);
  }

  private static boolean isOfConnection(IOException e) {
    return !(e instanceof StorageException known)
        || known.reason() == StorageException.Reason.UNREACHABLE;
  }

  @Override
  public int available() throws IOException {
    return bytes.available();
  }

  @Override
  public void close() throws IOException {
    bytes.close();
  }
}
