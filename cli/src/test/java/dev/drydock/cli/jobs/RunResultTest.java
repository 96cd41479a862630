package dev.drydock.cli.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.terminal.Json;
import org.junit.jupiter.api.Test;

class RunResultTest {
  @Test
  void aResultIsTheObjectOfTheManual() {
    RunResult result = new RunResult("yarn", "hdfs:/in", "hdfs:/out", 1.23456, null, 5L, 3L, "ab");
    assertThat(Json.write(result.toMap()).replaceAll("\\s+", ""))
        .isEqualTo(
            "{\"engine\":\"yarn\",\"input\":\"hdfs:/in\",\"output\":\"hdfs:/out\","
                + "\"wallSeconds\":1.235,\"cpuSeconds\":null,\"words\":5,\"distinct\":3,"
                + "\"sha256\":\"ab\"}");
  }
}
