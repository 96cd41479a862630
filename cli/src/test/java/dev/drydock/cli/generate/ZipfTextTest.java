package dev.drydock.cli.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ZipfTextTest {
  @Test
  void sameSeedSameBytes() throws IOException {
    assertThat(text(1000, 7, 100_000)).isEqualTo(text(1000, 7, 100_000));
    assertThat(text(1000, 8, 100_000)).isNotEqualTo(text(1000, 7, 100_000));
  }

  @Test
  void everySizeIsExactAndEndsItsLastLine() throws IOException {
    for (int size : new int[] {1, 2, 5, 100, 65_536, 65_537, 200_001}) {
      byte[] text = text(50, 1, size);
      assertThat(text).hasSize(size);
      assertThat(text[size - 1]).isEqualTo((byte) '\n');
    }
    assertThat(text(50, 1, 0)).isEmpty();
  }

  @Test
  void isUtf8AndEveryWordIsOneOfThoseAsked() throws IOException {
    String text = new String(text(100, 3, 200_000), StandardCharsets.UTF_8);
    assertThat(text).doesNotContain("\uFFFD");
    Set<String> known =
        IntStream.range(0, 100).mapToObj(ZipfText::word).collect(Collectors.toSet());
    assertThat(known).hasSize(100);
    Set<String> found = new HashSet<>(Arrays.asList(text.split("[ \n]+")));
    found.removeIf(word -> word.matches("x+"));
    assertThat(found).isEqualTo(known);
  }

  @Test
  void wordsAreDistinct() {
    assertThat(IntStream.range(0, 200_000).mapToObj(ZipfText::word).distinct().count())
        .isEqualTo(200_000);
  }

  @Test
  void theSecondWordIsHalfAsFrequentAsTheFirst() throws IOException {
    String text = new String(text(1000, 5, 2_000_000), StandardCharsets.UTF_8);
    Map<String, Long> counts =
        Arrays.stream(text.split("[ \n]+"))
            .collect(Collectors.groupingBy(word -> word, Collectors.counting()));
    long first = counts.get(ZipfText.word(0));
    assertThat(Collections.max(counts.values())).isEqualTo(first);
    assertThat((double) counts.get(ZipfText.word(1)) / first).isBetween(0.48, 0.52);
    assertThat((double) counts.get(ZipfText.word(9)) / first).isBetween(0.09, 0.11);
  }

  private static byte[] text(int distinct, long seed, long size) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new ZipfText(distinct, seed).write(out, size, written -> {});
    return out.toByteArray();
  }
}
