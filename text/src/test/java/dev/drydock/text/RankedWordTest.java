package dev.drydock.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RankedWordTest {
  @Test
  void frequentWordsComeFirstAndEqualOnesInTheOrderOfCodePoints() {
    List<RankedWord> ranked =
        List.of(
            new RankedWord("z", 3),
            new RankedWord("", 2),
            new RankedWord("a", 2),
            new RankedWord("ab", 2),
            new RankedWord("\uffee", 2),
            new RankedWord("\ud835\udcb3", 2)); // U+1D4B3, whose UTF-16 is below U+FFEE

    assertThat(ranked).isSorted();
    assertThat(ranked.get(3).line()).isEqualTo("ab\t2");
  }
}
