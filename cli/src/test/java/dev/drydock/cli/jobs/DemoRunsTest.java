package dev.drydock.cli.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class DemoRunsTest {
  @Test
  void barsAreAlignedWhateverTheAlphabet() {
    Map<String, Long> words = new TreeMap<>(Map.of("of", 40L, "한국", 20L));
    assertThat(DemoRuns.bars(words))
        .containsExactly(
            "  of          40  " + "█".repeat(40), "  한국        20  " + "█".repeat(20));
  }
}
