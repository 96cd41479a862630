package dev.drydock.text;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The five bytes that separate words: space, tab, newline, carriage return, form feed. They are the
 * separators of Hadoop's own word count, and none of them occurs inside a UTF-8 sequence, so text
 * may be cut at them before it is decoded.
 */
final class AsciiSpace {
  private static final long SPACES =
      (1L << ' ') | (1L << '\t') | (1L << '\n') | (1L << '\r') | (1L << '\f');
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGH_BITS = 0x8080808080808080L;
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private AsciiSpace() {}

  static boolean is(byte b) {
    return (b & ~63) == 0 && ((SPACES >>> b) & 1) != 0;
  }

  /** The 8 bytes from {@code at}, the first one lowest; those from {@code to} on are spaces. */
  static long eight(byte[] bytes, int at, int to) {
    if (at <= to - Long.BYTES) {
      return (long) LONG.get(bytes, at);
    }
    long eight = ' ' * ONES;
    for (int i = to - 1; i >= at; i--) {
      eight = (eight << Byte.SIZE) | (bytes[i] & 0xff);
    }
    return eight;
  }

  /** The index (0 to 7) of the first separator among 8 bytes, or 8. */
  static int first(long eight) {
    // Adding 0x5f sets the high bit of each byte above space. A byte whose own high bit is set is
    // not ASCII. No sum carries into the next byte, so each byte is tested by itself.
    long low = ~(((eight & ~HIGH_BITS) + 0x5f * ONES) | eight) & HIGH_BITS;
    while (low != 0) {
      int index = Long.numberOfTrailingZeros(low) / Byte.SIZE;
      if (is((byte) (eight >>> (index * Byte.SIZE)))) {
        return index;
      }
      low &= low - 1; // another control character, which is part of a word
    }
    return Long.BYTES;
  }
}
