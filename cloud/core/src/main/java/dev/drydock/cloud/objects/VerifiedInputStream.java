package dev.drydock.cloud.objects;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/**
 * Verifies a download. It returns the last bytes only if the number of all bytes is as announced
 * and they match the checksum. A download that ends early fails with UNREACHABLE, one that does not
 * match with CORRUPT.
 */
public final class VerifiedInputStream extends InputStream {
  /** Computes a checksum of the bytes that it gets. */
  public interface Digest {
    void update(byte[] bytes, int offset, int length);

    /** The checksum of all bytes that were given; to be called once. */
    String hexadecimal();
  }

  private final InputStream bytes;
  private final String url;
  private final long size;
  private final String expected;
  private final Digest digest;
  private long position;
  private boolean ended;

  /**
   * @param url names the object in messages
   * @param size the expected number of bytes
   * @param checksum the expected checksum
   */
  public VerifiedInputStream(InputStream bytes, String url, long size, Checksum checksum) {
    this(bytes, url, size, checksum.hexadecimal(), digest(checksum.algorithm()));
  }

  /** For checksums of a store's own kind, such as the ETag of an object in parts. */
  public VerifiedInputStream(
      InputStream bytes, String url, long size, String expected, Digest digest) {
    this.bytes = bytes;
    this.url = url;
    this.size = size;
    this.expected = expected;
    this.digest = digest;
  }

  /** Computes checksums with an algorithm. */
  public static Digest digest(Checksum.Algorithm algorithm) {
    return switch (algorithm) {
      case NONE -> new NoDigest();
      case MD5 -> new Md5();
      case CRC32 -> new Crc(new CRC32());
      case CRC32C -> new Crc(new CRC32C());
    };
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (ended || length == 0) {
      return ended ? -1 : 0;
    }
    int read;
    try {
      read = bytes.read(buffer, offset, length);
    } catch (StorageException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      // The streams of some SDKs throw other exceptions, for example when a thread is interrupted.
      throw brokeOff(e);
    }
    if (read < 0 && position < size) {
      throw brokeOff(null);
    }
    if (read > 0) {
      position += read;
      digest.update(buffer, offset, read);
    }
    // With the last byte and not after it, since a reader that knows the size stops there.
    if (position >= size) {
      end(read >= 0);
    }
    return read;
  }

  private void end(boolean more) throws StorageException {
    ended = true;
    if (position > size || (more && hasMore())) {
      throw new StorageException(
          StorageException.Reason.CORRUPT,
          url + ": more than the announced " + size + " bytes arrived");
    }
    String actual = digest.hexadecimal();
    if (!actual.equals(expected)) {
      throw new StorageException(
          StorageException.Reason.CORRUPT,
          url + ": checksum mismatch: " + actual + " was read, " + expected + " is stored");
    }
  }

  private boolean hasMore() {
    try {
      return bytes.read() >= 0;
    } catch (IOException | RuntimeException e) {
      // All bytes have arrived, and their checksum shows whether they are right.
      return false;
    }
  }

  private StorageException brokeOff(Exception cause) {
    return new StorageException(
        StorageException.Reason.UNREACHABLE,
        url + ": the connection was lost after " + position + " of " + size + " bytes",
        cause);
  }

  @Override
  public int available() throws IOException {
    return bytes.available();
  }

  @Override
  public void close() throws IOException {
    bytes.close();
  }

  private static final class NoDigest implements Digest {
    @Override
    public void update(byte[] bytes, int offset, int length) {}

    @Override
    public String hexadecimal() {
      return "";
    }
  }

  private static final class Crc implements Digest {
    private final java.util.zip.Checksum sum;

    Crc(java.util.zip.Checksum sum) {
      this.sum = sum;
    }

    @Override
    public void update(byte[] bytes, int offset, int length) {
      sum.update(bytes, offset, length);
    }

    @Override
    public String hexadecimal() {
      return HexFormat.of().toHexDigits((int) sum.getValue());
    }
  }

  private static final class Md5 implements Digest {
    private final MessageDigest digest;

    Md5() {
      try {
        digest = MessageDigest.getInstance("MD5");
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every Java platform has MD5", e);
      }
    }

    @Override
    public void update(byte[] bytes, int offset, int length) {
      digest.update(bytes, offset, length);
    }

    @Override
    public String hexadecimal() {
      return HexFormat.of().formatHex(digest.digest());
    }
  }
}
