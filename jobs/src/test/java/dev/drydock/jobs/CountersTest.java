package dev.drydock.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class CountersTest {
  @Test
  void areOneLineInOrderOfTheirNames() {
    assertThat(new WordTotals(1204, 3).counters().line())
        .isEqualTo("drydock counters: malformed-sequences=3 words=1204");
    assertThat(new Counters(Map.of()).line()).isEqualTo("drydock counters:");
  }

  @Test
  void areFoundInALog() {
    Counters counters = new Counters(Map.of("words", Long.MAX_VALUE / 100, "records-2", 0L));

    assertThat(Counters.find("INFO started\n" + counters.line() + "\nINFO ended\n"))
        .contains(counters);
    assertThat(Counters.find(new Counters(Map.of()).line())).contains(new Counters(Map.of()));
  }

  @Test
  void theLastLineCounts() {
    assertThat(Counters.find("drydock counters: words=1\ndrydock counters: words=2\n"))
        .contains(new Counters(Map.of("words", 2L)));
  }

  @Test
  void whatLooksAlikeIsNoCounter() {
    assertThat(Counters.find("")).isEmpty();
    assertThat(Counters.find("INFO drydock counters: words=1")).isEmpty();
    assertThat(Counters.find("drydock counters: words=many")).isEmpty();
  }
}
