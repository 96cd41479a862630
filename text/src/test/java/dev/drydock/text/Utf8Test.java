package dev.drydock.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class Utf8Test {
  // One byte of every class of table 3-7 of the Unicode Standard, at both ends of its range.
  private static final int[] BYTES = {
    0x00, 'a', 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xc1, 0xc2, 0xdf, 0xe0, 0xe1, 0xec,
    0xed, 0xee, 0xef, 0xf0, 0xf1, 0xf3, 0xf4, 0xf5, 0xff
  };

  private final Utf8 utf8 = new Utf8();

  @Test
  void replacesAndCountsAsTheDecoderOfJavaDoes() {
    byte[] bytes = new byte[4];
    for (int a : BYTES) {
      for (int b : BYTES) {
        for (int c : BYTES) {
          for (int d : BYTES) {
            bytes[0] = (byte) a;
            bytes[1] = (byte) b;
            bytes[2] = (byte) c;
            bytes[3] = (byte) d;
            for (int length = 0; length <= 4; length++) {
              String expected = new String(bytes, 0, length, StandardCharsets.UTF_8);
              assertThat(utf8.decode(bytes, 0, length)).isEqualTo(expected);
              assertThat(utf8.malformed())
                  .isEqualTo((int) expected.chars().filter(unit -> unit == 0xfffd).count());
            }
          }
        }
      }
    }
  }

  @Test
  void doesNotCountTheReplacementCharacterOfTheTextItself() {
    byte[] bytes = "a\ufffdb".getBytes(StandardCharsets.UTF_8);

    assertThat(utf8.decode(bytes, 0, bytes.length)).isEqualTo("a\ufffdb");
    assertThat(utf8.malformed()).isZero();
  }
}
