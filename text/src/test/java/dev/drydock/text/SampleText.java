package dev.drydock.text;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Texts that tests count: real English, and generated ones that have what breaks tokenizers. */
public final class SampleText {
  private static final List<String> PIECES =
      List.of(
          "the",
          "Word",
          "l'été",
          "can't",
          "3.14",
          "naïve",
          "STRASSE",
          "straße",
          "ΣΊΣΥΦΟΣ",
          "İstanbul",
          "안녕하세요",
          "세계의",
          "大韓民國",
          "日本語の文章です",
          "カタカナ",
          "我爱北京天安门",
          "ภาษาไทยไม่มีช่องว่าง",
          "हिन्दी",
          "עברית",
          "👩‍👩‍👧",
          "𝒳𝒴",
          "e\u0301",
          "\u0301",
          "\u200d",
          "_",
          "--",
          "…",
          "\u3000",
          "\u00a0",
          "\u000b",
          "\u0000",
          "\ufffd",
          "\ufeff",
          "x".repeat(40));
  private static final byte[][] MALFORMED = {
    {(byte) 0xff},
    {(byte) 0x80},
    {(byte) 0xc0, (byte) 0x80},
    {(byte) 0xe2, (byte) 0x82},
    {(byte) 0xf0, (byte) 0x9f, (byte) 0x98},
    {(byte) 0xed, (byte) 0xa0, (byte) 0x80},
    {(byte) 0xf8, (byte) 0x88, (byte) 0x80},
  };
  private static final String SPACES = "    \n\n\t\r\f";

  private SampleText() {}

  /** Words of many scripts, not all between spaces; no malformed sequences. */
  public static byte[] multilingual(long seed, int bytes) {
    return generate(new Random(seed), bytes, 0);
  }

  /** The same, with malformed sequences among them. */
  public static byte[] malformed(long seed, int bytes) {
    return generate(new Random(seed), bytes, 0.1);
  }

  private static byte[] generate(Random random, int bytes, double malformed) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    while (out.size() < bytes) {
      if (random.nextDouble() < malformed) {
        out.writeBytes(MALFORMED[random.nextInt(MALFORMED.length)]);
      } else {
        out.writeBytes(PIECES.get(random.nextInt(PIECES.size())).getBytes(StandardCharsets.UTF_8));
      }
      while (random.nextInt(4) != 0) {
        out.write(SPACES.charAt(random.nextInt(SPACES.length())));
      }
    }
    return out.toByteArray();
  }

  /** The licences that come with the running JDK. */
  public static List<Path> legal() throws IOException {
    Path folder = Path.of(System.getProperty("java.home"), "legal");
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
