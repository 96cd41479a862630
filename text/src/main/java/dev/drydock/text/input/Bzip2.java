package dev.drydock.text.input;

import java.io.EOFException;
import java.io.IOException;
import java.math.BigInteger;
import org.apache.hadoop.fs.FSDataInputStream;

/**
 * Checks that a bzip2 file has its end. Hadoop's reader mistakes a file that stops between two
 * blocks for a complete one, and a file without any block for an empty text.
 *
 * <p>A stream starts with {@code BZh} and ends with a mark of 48 bits, a checksum of 32, and up to
 * 7 bits that fill the last byte.
 */
final class Bzip2 {
  private static final int START = ('B' << 16) | ('Z' << 8) | 'h';
  private static final BigInteger END = BigInteger.valueOf(0x177245385090L);
  private static final BigInteger MASK = BigInteger.ONE.shiftLeft(48).subtract(BigInteger.ONE);
  private static final int LONGEST_END = 11;

  private Bzip2() {}

  /** Reads both ends of the file, and leaves the stream at its start. */
  static void check(FSDataInputStream file, long length) throws IOException {
    byte[] start = new byte[(int) Math.min(length, 3)];
    file.readFully(0, start);
    if (start.length == 3 && new BigInteger(start).intValue() != START) {
      throw new IOException("it does not start as bzip2 does");
    }
    byte[] last = new byte[(int) Math.min(length, LONGEST_END)];
    file.readFully(length - last.length, last);
    BigInteger bits = new BigInteger(1, last);
    for (int filling = 0; filling < Byte.SIZE; filling++) {
      if (bits.shiftRight(Integer.SIZE + filling).and(MASK).equals(END)) {
        return;
      }
    }
    throw new EOFException();
  }
}
