package dev.drydock.cli.jobs;

import dev.drydock.cluster.ClusterException;
import dev.drydock.cluster.Installation;
import dev.drydock.cluster.NewestFiles;
import dev.drydock.terminal.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folder with the logs of runs. Only the newest are kept. */
final class RunLogs {
  /** More than a benchmark of three runs makes, so that no command deletes its own logs. */
  static final int KEPT = 100;

  private static final String ENDING = ".log";

  private RunLogs() {}

  /** A new log with a unique name. */
  static Path create(Installation installation, String name)
      throws CommandFailure, ClusterException {
    Path folder = installation.state().resolve("runs");
    try {
      Files.createDirectories(folder);
      // Kept, because the command that ends what a killed run has left reads its log.
      NewestFiles.keep(
          folder,
          file -> file.toString().endsWith(ENDING) && !UnfinishedRuns.noted(file),
          KEPT - 1);
      return Files.createTempFile(folder, name + "-", ENDING);
    } catch (IOException e) {
      throw CommandFailure.failed("cannot write to " + folder + ": " + e.getMessage(), e);
    }
  }
}
