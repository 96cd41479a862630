package dev.drydock.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WordCounterTest {
  @ParameterizedTest
  @EnumSource
  void countsRealTextLikeTheReference(WordRule rule) throws IOException {
    WordCounter counter = new WordCounter(rule);
    ExpectedWords expected = new ExpectedWords(rule);
    for (Path file : SampleText.legal()) {
      byte[] text = Files.readAllBytes(file);
      expected.add(text);
      count(counter, text, 0, Long.MAX_VALUE);
    }

    assertThat(map(counter)).isEqualTo(expected.counts());
    assertThat(counter.words())
        .isEqualTo(expected.counts().values().stream().mapToLong(n -> n).sum());
  }

  @ParameterizedTest
  @EnumSource
  void anySplitsGiveTheWordsOfTheWhole(WordRule rule) throws IOException {
    for (int seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      byte[] text =
          seed % 2 == 0
              ? SampleText.malformed(seed, random.nextInt(400))
              : SampleText.multilingual(seed, random.nextInt(400));
      WordCounter counter = new WordCounter(rule);
      for (int start = 0, end; start < text.length; start = end) {
        end = Math.min(text.length, start + 1 + random.nextInt(60));
        count(counter, text, start, end);
      }

      assertThat(map(counter))
          .as("seed %d", seed)
          .isEqualTo(new ExpectedWords(rule).add(text).counts());
      assertThat(counter.malformed()).as("seed %d", seed).isEqualTo(malformed(text));
    }
  }

  @ParameterizedTest
  @EnumSource
  void countsRandomBytesLikeTheReference(WordRule rule) throws IOException {
    for (int seed = 0; seed < 100; seed++) {
      byte[] text = new byte[500];
      new Random(seed).nextBytes(text);
      WordCounter counter = new WordCounter(rule);
      count(counter, text, 0, Long.MAX_VALUE);

      assertThat(map(counter))
          .as("seed %d", seed)
          .isEqualTo(new ExpectedWords(rule).add(text).counts());
    }
  }

  @Test
  void dropsPunctuationAndFoldsCaseByUnicode() {
    assertThat(words(WordRule.UNICODE, "\"Straße\", STRASSE; can't 3.14 -- ΣΊΣΥΦΟΣ"))
        .containsOnly(
            Map.entry("strasse", 2L),
            Map.entry("can't", 1L),
            Map.entry("3.14", 1L),
            Map.entry("σίσυφοσ", 1L));
  }

  @Test
  void findsTheWordsOfLanguagesWithoutSpaces() {
    assertThat(words(WordRule.UNICODE, "我爱北京")).containsOnlyKeys("我", "爱", "北京");
    assertThat(words(WordRule.UNICODE, "日本語の文章")).containsOnlyKeys("日本語", "の", "文章");
    assertThat(words(WordRule.UNICODE, "ภาษาไทย")).containsOnlyKeys("ภาษา", "ไทย");
    assertThat(words(WordRule.UNICODE, "안녕하세요, 세계!")).containsOnlyKeys("안녕하세요", "세계");
  }

  @Test
  void addsUpAWordThatIsOnlyEqualAfterItsRepair() {
    byte[] text = {'a', (byte) 0xff, ' ', 'a', (byte) 0xfe, ' ', 'a', (byte) 0xff};
    WordCounter counter = new WordCounter(WordRule.WHITESPACE);
    counter.count(text, 0, text.length);

    assertThat(map(counter)).containsOnly(Map.entry("a\ufffd", 3L));
    assertThat(counter.malformed()).isEqualTo(3);
  }

  @Test
  void isFullBeforeItsMemoryGrowsWithoutEnd() {
    WordCounter counter = new WordCounter(WordRule.WHITESPACE);
    byte[] word = new byte[64];
    for (int i = 0; !counter.isFull(); i++) {
      byte[] digits = Integer.toString(i).getBytes(StandardCharsets.US_ASCII);
      System.arraycopy(digits, 0, word, 0, digits.length);
      Arrays.fill(word, digits.length, word.length, (byte) 'x');
      counter.count(word, 0, word.length);
      assertThat(i).isLessThan(2_000_000);
    }
    assertThat(counter.takeWords().size()).isGreaterThan(100_000);
    assertThat(counter.isFull()).isFalse();
  }

  private static Map<String, Long> words(WordRule rule, String text) {
    WordCounter counter = new WordCounter(rule);
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    counter.count(bytes, 0, bytes.length);
    return map(counter);
  }

  private static void count(WordCounter counter, byte[] text, long start, long end)
      throws IOException {
    ByteArrayInputStream in = new ByteArrayInputStream(text);
    in.skipNBytes(Math.max(0, start - 1));
    try (ChunkReader chunks = new ChunkReader(in, "text", start, end)) {
      while (chunks.next()) {
        counter.count(chunks.bytes(), 0, chunks.length());
      }
    }
  }

  private static Map<String, Long> map(WordCounter counter) {
    Map<String, Long> map = new HashMap<>();
    for (WordCounts.Cursor word = counter.takeWords().cursor(); word.next(); ) {
      String key = new String(word.bytes(), word.from(), word.length(), StandardCharsets.UTF_8);
      assertThat(map.put(key, word.count())).isNull();
    }
    return map;
  }

  private static long malformed(byte[] text) {
    String replacement = "\ufffd";
    String decoded = new String(text, StandardCharsets.UTF_8);
    String marked =
        new String(
            new String(text, StandardCharsets.ISO_8859_1)
                .replace("\u00ef\u00bf\u00bd", "!")
                .getBytes(StandardCharsets.ISO_8859_1),
            StandardCharsets.UTF_8);
    assertThat(decoded.length()).isEqualTo(marked.length());
    return marked.chars().filter(unit -> unit == replacement.charAt(0)).count();
  }
}
