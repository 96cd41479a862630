package dev.drydock.text;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Decodes UTF-8 as {@code new String(bytes, UTF_8)} does, and counts the malformed sequences that
 * it replaces by U+FFFD. The result does not show them, because text may contain U+FFFD itself.
 */
final class Utf8 {
  private static final char REPLACEMENT = '\ufffd';

  private final CharsetDecoder decoder =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT);
  private CharBuffer chars = CharBuffer.allocate(256);
  private int malformed;

  String decode(byte[] bytes, int from, int length) {
    if (chars.capacity() < length) {
      chars = CharBuffer.allocate(length);
    }
    chars.clear();
    malformed = 0;
    ByteBuffer in = ByteBuffer.wrap(bytes, from, length);
    decoder.reset();
    CoderResult result = decoder.decode(in, chars, true);
    while (result.isError()) {
      malformed++;
      chars.put(REPLACEMENT);
      in.position(in.position() + result.length());
      result = decoder.decode(in, chars, true);
    }
    return chars.flip().toString();
  }

  /** How many malformed sequences the last call of {@link #decode} replaced. */
  int malformed() {
    return malformed;
  }

  static boolean isAscii(byte[] bytes, int from, int length) {
    for (int i = from; i < from + length; i++) {
      if (bytes[i] < 0) {
        return false;
      }
    }
    return true;
  }
}
