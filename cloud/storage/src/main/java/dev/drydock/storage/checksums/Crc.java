package dev.drydock.storage.checksums;

import dev.drydock.cloud.objects.Checksum.Algorithm;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import java.util.zip.Checksum;

/**
 * A cyclic redundancy check of bytes in order, or of parts in any order: the checks of two
 * neighbouring parts can be combined. This works like zlib's {@code crc32_combine}: feeding a zero
 * bit to the register is a linear map over GF(2), so feeding many is a power of its matrix.
 */
public final class Crc {
  private static final int CRC32_POLYNOMIAL = 0xEDB88320;
  private static final int CRC32C_POLYNOMIAL = 0x82F63B78;

  private final Checksum checksum;

  public Crc(Algorithm algorithm) {
    this.checksum =
        switch (algorithm) {
          case CRC32 -> new CRC32();
          case CRC32C -> new CRC32C();
          case MD5, NONE -> throw new IllegalArgumentException(algorithm + " is not a CRC");
        };
  }

  public static boolean is(Algorithm algorithm) {
    return algorithm == Algorithm.CRC32 || algorithm == Algorithm.CRC32C;
  }

  /** The same bytes, checked while they are read. */
  public InputStream over(InputStream bytes) {
    return new CheckedInputStream(bytes, checksum);
  }

  public void update(byte[] bytes, int offset, int length) {
    checksum.update(bytes, offset, length);
  }

  public int value() {
    return (int) checksum.getValue();
  }

  public String hexadecimal() {
    return hexadecimal(value());
  }

  public static String hexadecimal(int value) {
    return String.format("%08x", value);
  }

  /** The check of two neighbouring parts, from their checks and the length of the second. */
  public static int combine(Algorithm algorithm, int first, int second, long secondLength) {
    int[] matrix = new int[Integer.SIZE];
    matrix[0] = algorithm == Algorithm.CRC32C ? CRC32C_POLYNOMIAL : CRC32_POLYNOMIAL;
    for (int bit = 1; bit < Integer.SIZE; bit++) {
      matrix[bit] = 1 << (bit - 1);
    }
    // From one zero bit to a zero byte.
    matrix = square(square(square(matrix)));
    int register = first;
    for (long bytes = secondLength; bytes != 0; bytes >>>= 1) {
      if ((bytes & 1) != 0) {
        register = times(matrix, register);
      }
      matrix = square(matrix);
    }
    return register ^ second;
  }

  private static int[] square(int[] matrix) {
    int[] square = new int[Integer.SIZE];
    for (int bit = 0; bit < Integer.SIZE; bit++) {
      square[bit] = times(matrix, matrix[bit]);
    }
    return square;
  }

  private static int times(int[] matrix, int vector) {
    int sum = 0;
    int bit = 0;
    for (int rest = vector; rest != 0; rest >>>= 1) {
      if ((rest & 1) != 0) {
        sum ^= matrix[bit];
      }
      bit++;
    }
    return sum;
  }
}
