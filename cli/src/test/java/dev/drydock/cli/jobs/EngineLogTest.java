package dev.drydock.cli.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EngineLogTest {
  @TempDir private Path folder;
  private Path file;
  private EngineLog log;

  @BeforeEach
  void open() {
    file = folder.resolve("client.log");
    log = new EngineLog(file);
  }

  @Test
  void followsMapReduce() throws IOException {
    log.read();
    assertThat(log.progress()).isEqualTo("starting");
    append("INFO impl.YarnClientImpl: Submitted application application_17953_0004\n");
    append("INFO mapreduce.Job:  map 50% redu");
    log.read();
    assertThat(log.progress()).isEqualTo("starting");
    append("ce 0%\n");
    log.read();
    assertThat(log.progress()).isEqualTo("map 50 %, reduce 0 %");
    assertThat(log.yarnApplications()).containsExactly("application_17953_0004");
  }

  @Test
  void followsSpark() throws IOException {
    append("INFO StandaloneSchedulerBackend: Connected to Spark cluster with app ID app-2-0001\n");
    append("INFO TaskSetManager: Finished task 1.0 in stage 3.0 (TID 7) in 12 ms on h (2/4)\n");
    log.read();
    assertThat(log.progress()).isEqualTo("stage 3, 2 of 4 tasks");
    assertThat(log.sparkApplications()).containsExactly("app-2-0001");
  }

  @Test
  void followsSparkInsideYarn() throws IOException {
    append("INFO Client: Application report for application_17953_0005 (state: RUNNING)\n");
    log.read();
    assertThat(log.progress()).isEqualTo("running");
    assertThat(log.yarnApplications()).containsExactly("application_17953_0005");
  }

  private void append(String text) throws IOException {
    Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }
}
