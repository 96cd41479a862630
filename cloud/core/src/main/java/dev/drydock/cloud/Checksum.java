package dev.drydock.cloud;

import java.util.Locale;

/**
 * A checksum of an object's bytes.
 *
 * @param algorithm what it was made with
 * @param hexadecimal its bytes in lower-case hexadecimal digits, big-endian
 */
public record Checksum(Algorithm algorithm, String hexadecimal) {
  /** No checksum is known. */
  public static final Checksum NONE = new Checksum(Algorithm.NONE, "");

  /** The algorithms that clouds tell of their objects. */
  public enum Algorithm {
    NONE,
    /** RFC 1321. */
    MD5,
    /** The CRC-32 of ISO 3309, as zip has it. */
    CRC32,
    /** Castagnoli's polynomial, RFC 3720 appendix B.4. */
    CRC32C
  }

  /** As in {@code crc32c:e3069283}. */
  @Override
  public String toString() {
    return algorithm == Algorithm.NONE
        ? "none"
        : algorithm.name().toLowerCase(Locale.ROOT) + ":" + hexadecimal;
  }
}
