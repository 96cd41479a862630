package dev.drydock.storage.files;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;

/**
 * The name of a file as text. Java replaces bytes that are not text in the encoding of names by
 * U+FFFD. Then two files may seem to have the same name, and Java opens neither or the wrong one.
 * Here each such byte is half of a surrogate pair, U+DC80 to U+DCFF (as in Python's PEP 383). No
 * other name contains that, and no file can be opened by it.
 */
public final class FileName {
  private static final char NOT_DECODED = '\uFFFD';
  private static final char FIRST_BYTE = '\uDC80';
  private static final char LAST_BYTE = '\uDCFF';
  private static final int BYTE = 0xFF;

  /** The encoding of file names in this process, according to its locale. */
  private static final Charset ENCODING = Charset.forName(System.getProperty("sun.jnu.encoding"));

  private FileName() {}

  /** The last name of a path that came from the file system, and was not made from text. */
  static String of(Path file) {
    String name = file.getFileName().toString();
    return name.indexOf(NOT_DECODED) < 0 ? name : decode(bytes(file.getFileName()));
  }

  /** Whether the name is not text, so that the file cannot be opened. */
  public static boolean isBroken(String name) {
    return !shown(name).equals(name);
  }

  /** The message for a file with such a name, to come after its URL. */
  public static String broken() {
    return ENCODING.equals(StandardCharsets.UTF_8)
        ? ": the name of this file is not UTF-8: rename it"
        : ": the name of this file is not " + ENCODING + ": set LC_ALL=C.UTF-8, or rename it";
  }

  /**
   * Whether an argument may be such a name. Java decodes the arguments of a program before the
   * program can see their bytes.
   */
  public static boolean mayBeBroken(String typed) {
    return typed.indexOf(NOT_DECODED) >= 0;
  }

  /** For people to read: bytes that are not text as {@code \xFF}. */
  public static String shown(String name) {
    if (name.chars().noneMatch(FileName::isByte)) {
      return name;
    }
    StringBuilder shown = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean pair = i > 0 && Character.isHighSurrogate(name.charAt(i - 1));
      if (isByte(c) && !pair) {
        shown.append("\\x").append(HexFormat.of().withUpperCase().toHexDigits((byte) c));
      } else {
        shown.append(c);
      }
    }
    return shown.toString();
  }

  private static boolean isByte(int c) {
    return c >= FIRST_BYTE && c <= LAST_BYTE;
  }

  private static String decode(byte[] name) {
    CharsetDecoder decoder =
        ENCODING
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer in = ByteBuffer.wrap(name);
    CharBuffer out = CharBuffer.allocate(2 * name.length);
    CoderResult result = decoder.decode(in, out, true);
    while (result.isError()) {
      for (int i = 0; i < result.length(); i++) {
        out.put((char) (FIRST_BYTE + (in.get() & (BYTE >> 1))));
      }
      result = decoder.reset().decode(in, out, true);
    }
    return out.flip().toString();
  }

  /** A path gives its bytes only in its URI (RFC 3986, section 2.1). */
  private static byte[] bytes(Path name) {
    String path = name.toUri().getRawPath().replaceFirst("/$", "");
    String encoded = path.substring(path.lastIndexOf('/') + 1);
    ByteBuffer bytes = ByteBuffer.allocate(encoded.length());
    for (int i = 0; i < encoded.length(); i++) {
      if (encoded.charAt(i) == '%') {
        bytes.put((byte) HexFormat.fromHexDigits(encoded, i + 1, i + 3));
        i += 2;
      } else {
        bytes.put((byte) encoded.charAt(i));
      }
    }
    byte[] all = new byte[bytes.position()];
    bytes.flip().get(all);
    return all;
  }
}
