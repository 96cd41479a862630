package dev.drydock.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class NearestTest {
  private static final List<String> TARGETS =
      List.of("inline", "hadoop-local", "yarn", "spark-local", "spark", "spark-yarn");

  @Test
  void swappedNeighboursAreOneEdit() {
    assertThat(Nearest.edits("sprak", "spark")).isEqualTo(1);
    assertThat(Nearest.edits("", "yarn")).isEqualTo(4);
    assertThat(Nearest.edits("kitten", "sitting")).isEqualTo(3);
  }

  @Test
  void findsWhatWasMeant() {
    assertThat(Nearest.to("yran", TARGETS)).contains("yarn");
    assertThat(Nearest.to("s4", List.of("hdfs", "s3"))).contains("s3");
    assertThat(Nearest.to("SPARK", TARGETS)).contains("spark");
    assertThat(Nearest.to("spark-yrn", TARGETS)).contains("spark-yarn");
    assertThat(Nearest.to("hadoop", TARGETS)).contains("hadoop-local");
  }

  @Test
  void dashesDoNotMakeOptionsAlike() {
    List<String> options = List.of("--on", "--words", "--json");
    assertThat(Nearest.to("--wrods", options)).contains("--words");
    assertThat(Nearest.to("--onn", options)).contains("--on");
    assertThat(Nearest.to("--top", options)).isEmpty();
  }

  @Test
  void offersAllWhenNothingIsNear() {
    assertThat(Nearest.hint("kubernetes", TARGETS))
        .isEqualTo("choose one of inline, hadoop-local, yarn, spark-local, spark, spark-yarn");
  }
}
