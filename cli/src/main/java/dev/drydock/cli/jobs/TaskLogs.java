package dev.drydock.cli.jobs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The logs that the tasks of an application left in the folder of a cluster. */
final class TaskLogs {
  private static final Set<String> NAMES = Set.of("syslog", "stderr", "stdout");

  /** Deep enough for {@code logs/userlogs/application/container} and Spark's work folders. */
  private static final int DEPTH = 6;

  private TaskLogs() {}

  /** The logs in the order of their names, so that those of the first container come first. */
  static List<Path> of(Path clusterDirectory, Collection<String> applications) {
    List<Path> logs = new ArrayList<>();
    if (applications.isEmpty() || !Files.isDirectory(clusterDirectory)) {
      return logs;
    }
    try (Stream<Path> folders =
        Files.find(
            clusterDirectory,
            DEPTH,
            (path, attributes) ->
                attributes.isDirectory() && applications.contains(path.getFileName().toString()))) {
      for (Path folder : folders.toList()) {
        try (Stream<Path> files = Files.walk(folder, 2)) {
          files.filter(file -> NAMES.contains(file.getFileName().toString())).forEach(logs::add);
        }
      }
    } catch (IOException | java.io.UncheckedIOException e) {
      // A running cluster creates and deletes folders; show what was found so far.
      logs.removeIf(log -> !Files.exists(log));
    }
    logs.sort(null);
    return logs;
  }

  /** The text of a log, whatever bytes a job wrote into it; empty if it is gone. */
  static String text(Path log) {
    try {
      return new String(Files.readAllBytes(log), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "";
    }
  }
}
