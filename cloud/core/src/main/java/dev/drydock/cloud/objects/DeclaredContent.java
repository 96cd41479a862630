package dev.drydock.cloud.objects;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Content that has exactly its declared length, or fails. A stream with more or fewer bytes, such
 * as that of a file that is cut or grows during the copy, throws a {@link StorageException} instead
 * of becoming another object. So does a stream that cannot be read, which a client would otherwise
 * mistake for a lost connection.
 */
public final class DeclaredContent implements Content {
  private final Content content;
  private final String url;

  /**
   * @param url names the object in messages
   */
  public DeclaredContent(Content content, String url) {
    this.content = content;
    this.url = url;
  }

  @Override
  public long length() {
    return content.length();
  }

  @Override
  public InputStream open() throws StorageException {
    try {
      return new DeclaredInputStream(content.open());
    } catch (IOException e) {
      throw unreadable(url, e);
    }
  }

  @Override
  public Checksum checksum() throws StorageException {
    try {
      return content.checksum();
    } catch (IOException e) {
      throw unreadable(url, e);
    }
  }

  /** The failure of a write whose content cannot be read. */
  public static StorageException unreadable(String url, IOException e) {
    return e instanceof StorageException known
        ? known
        : new StorageException(
            StorageException.Reason.FAILED,
            url + ": cannot read the content: " + e.getMessage(),
            e);
  }

  private final class DeclaredInputStream extends FilterInputStream {
    private long position;

    DeclaredInputStream(InputStream bytes) {
      super(bytes);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      if (length == 0) {
        return 0;
      }
      int read;
      try {
        read = in.read(buffer, offset, length);
      } catch (IOException e) {
        throw unreadable(url, e);
      }
      if (read < 0 && position < content.length()) {
        throw wrong("ended after " + position + " bytes, but ");
      }
      position += Math.max(0, read);
      // A client stops at the declared length and would not notice more bytes after it.
      if (position > content.length() || (position == content.length() && read > 0 && more())) {
        throw wrong("is longer than declared: ");
      }
      return read;
    }

    private boolean more() throws IOException {
      return in.read() >= 0;
    }

    @Override
    public long skip(long bytes) throws IOException {
      long skipped = in.skip(bytes);
      position += skipped;
      return skipped;
    }

    @Override
    public boolean markSupported() {
      return false;
    }

    private StorageException wrong(String what) {
      return new StorageException(
          StorageException.Reason.FAILED,
          url
              + ": the content "
              + what
              + content.length()
              + " bytes were declared: nothing was written");
    }
  }
}
