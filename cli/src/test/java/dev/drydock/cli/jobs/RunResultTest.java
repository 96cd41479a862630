package dev.drydock.cli.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.cli.jobs.RemoteFiles.Summary;
import dev.drydock.terminal.Json;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunResultTest {
  private static final Summary COUNTS = new Summary(2, 40, 3L, "ab", 5L, 3L);
  private static final Summary LINES = new Summary(2, 2048, 1L, "ab", null, null);
  private static final Summary BYTES = new Summary(2, 300, null, null, null, null);

  @Test
  void aResultIsTheObjectOfTheManual() {
    assertThat(Json.write(result(null, COUNTS).toMap()).replaceAll("\\s+", ""))
        .isEqualTo(
            "{\"engine\":\"yarn\",\"input\":\"hdfs:/in\",\"output\":\"hdfs:/out\","
                + "\"wallSeconds\":1.235,\"cpuSeconds\":null,\"files\":2,\"bytes\":40,\"lines\":3,"
                + "\"words\":5,\"distinct\":3,\"sha256\":\"ab\",\"counters\":{\"odd\":4}}");
  }

  @Test
  void whatAResultDoesNotHaveIsNull() {
    assertThat(result(null, BYTES).toMap())
        .containsEntry("files", 2L)
        .containsEntry("bytes", 300L)
        .containsEntry("lines", null)
        .containsEntry("sha256", null)
        .containsEntry("words", null)
        .containsEntry("distinct", null);
  }

  @Test
  void theLineSumsUpWhatTheResultHas() {
    assertThat(result(2.5, COUNTS).line())
        .isEqualTo("5 words, 3 different, in 1.2 s (2.5 CPU s): hdfs:/out");
    assertThat(result(2.5, LINES).line())
        .isEqualTo("1 line, 2.0 KB, in 1.2 s (2.5 CPU s): hdfs:/out");
    assertThat(result(null, BYTES).line()).isEqualTo("2 files, 300 B, in 1.2 s: hdfs:/out");
  }

  private static RunResult result(Double cpuSeconds, Summary summary) {
    return new RunResult(
        "yarn", "hdfs:/in", "hdfs:/out", 1.23456, cpuSeconds, summary, Map.of("odd", 4L));
  }
}
