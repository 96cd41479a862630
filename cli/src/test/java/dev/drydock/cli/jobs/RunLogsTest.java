package dev.drydock.cli.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.cluster.Installation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunLogsTest {
  @TempDir private Path state;

  @Test
  void theNewestStayAndThoseOfUnfinishedRuns() throws Exception {
    Installation installation = new Installation(state, state);
    Path unfinished = RunLogs.create(installation, "unfinished");
    UnfinishedRuns.note(unfinished, "main", "file:/out");
    Files.setLastModifiedTime(unfinished, FileTime.fromMillis(0));
    Path oldest = RunLogs.create(installation, "oldest");
    Files.setLastModifiedTime(oldest, FileTime.fromMillis(1));

    for (int i = 0; i < RunLogs.KEPT; i++) {
      RunLogs.create(installation, "run");
    }

    assertThat(logs()).hasSize(RunLogs.KEPT + 1).contains(unfinished).doesNotContain(oldest);
  }

  private List<Path> logs() throws Exception {
    try (Stream<Path> files = Files.list(state.resolve("runs"))) {
      return files.filter(file -> file.toString().endsWith(".log")).toList();
    }
  }
}
