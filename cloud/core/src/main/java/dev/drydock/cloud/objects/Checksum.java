package dev.drydock.cloud.objects;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.CRC32;

/**
 * A checksum of an object's bytes.
 *
 * @param algorithm the algorithm it was computed with
 * @param hexadecimal its bytes in lower-case hexadecimal digits, big-endian
 */
public record Checksum(Algorithm algorithm, String hexadecimal) {
  /** No checksum is known. */
  public static final Checksum NONE = new Checksum(Algorithm.NONE, "");

  private static final int BUFFER = 1 << 16;

  /** The algorithms that clouds use for their objects. */
  public enum Algorithm {
    NONE,
    /** RFC 1321. */
    MD5,
    /** The CRC-32 of ISO 3309, which zip uses. */
    CRC32,
    /** Castagnoli's polynomial, RFC 3720 appendix B.4. */
    CRC32C
  }

  /** The checksum of all bytes of a stream, which this closes. */
  public static Checksum crc32(InputStream bytes) throws IOException {
    CRC32 crc = new CRC32();
    byte[] buffer = new byte[BUFFER];
    try (bytes) {
      for (int read; (read = bytes.read(buffer)) >= 0; ) {
        crc.update(buffer, 0, read);
      }
    }
    return new Checksum(Algorithm.CRC32, String.format("%08x", crc.getValue()));
  }

  /** As in {@code crc32c:e3069283}. */
  @Override
  public String toString() {
    return algorithm == Algorithm.NONE
        ? "none"
        : algorithm.name().toLowerCase(Locale.ROOT) + ":" + hexadecimal;
  }
}
