package dev.drydock.cloud;

import java.io.IOException;
import java.io.InputStream;

/**
 * A download that goes on from where a connection broke off, so that a reset does not cost the
 * bytes that have come. It stays with one version, which whoever opens the rest must ask for.
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

  /** Resets of one download that are taken for bad luck. */
  private static final int RESUMES = 5;

  private final long size;
  private final Rest rest;
  private InputStream bytes;
  private long position;
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
        resume(null);
      } catch (StorageException e) {
        throw e;
      } catch (IOException e) {
        resume(e);
      }
    }
  }

  private void resume(IOException brokenOff) throws IOException {
    if (position >= size || ++resumes > RESUMES) {
      throw brokenOff == null ? new IOException("the bytes ended early") : brokenOff;
    }
    try {
      bytes.close();
    } catch (IOException e) {
      // Some streams tell again that they broke off; the rest comes from another.
    }
    bytes = rest.open(position);
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
