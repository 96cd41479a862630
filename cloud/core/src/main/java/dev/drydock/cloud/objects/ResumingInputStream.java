package dev.drydock.cloud.objects;

import java.io.IOException;
import java.io.InputStream;

/**
 * A download that goes on from where a connection broke off, so that a reset does not cost the
 * bytes that have come. It stays with one version, which whoever opens the rest must ask for, as
 * often as that is worth it: here, nothing that cannot be opened is opened again.
 */
public final class ResumingInputStream extends InputStream {
  /** Opens the rest of a download. */
  public interface Rest {
    /**
     * The bytes from an offset on.
     *
     * @throws IOException if there is no going on
     */
    InputStream open(long offset) throws IOException;
  }

  /** Resets that are taken for bad luck, until enough has come to count anew. */
  private static final int RESUMES = 5;

  /** Fewer bytes are no progress: a connection that always breaks early would never end. */
  private static final long ENOUGH = 256 << 10;

  private final long size;
  private final Rest rest;
  private InputStream bytes;
  private long position;
  private long before;
  private int resumes;

  /**
   * @param bytes from the first byte on
   * @param size of all bytes
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

  private void resume(IOException brokenOff) throws IOException {
    if (position - before >= ENOUGH) {
      before = position;
      resumes = 0;
    }
    if (position >= size || !isOfConnection(brokenOff) || ++resumes > RESUMES) {
      throw brokenOff;
    }
    try {
      bytes.close();
    } catch (IOException e) {
      // Some streams tell again that they broke off; the rest comes from another.
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
