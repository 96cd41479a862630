package dev.drydock.cluster.lifecycle;

import dev.drydock.cluster.ClusterException;
import dev.drydock.cluster.process.ProcessTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Clusters that live no longer than the process that made them. Their names contain that process's
 * number and start time.
 */
public final class PassingClusters {
  private static final Pattern NAME = Pattern.compile("test-(\\d+)-(\\d+)");

  private PassingClusters() {}

  public static String nameOfThisProcess() {
    ProcessHandle self = ProcessHandle.current();
    long start = self.info().startInstant().orElse(Instant.EPOCH).toEpochMilli();
    return "test-" + self.pid() + "-" + start;
  }

  /** The clusters in the folder whose process is gone. */
  public static List<String> abandoned(Path clusters) throws ClusterException {
    if (!Files.isDirectory(clusters)) {
      return List.of();
    }
    try (Stream<Path> folders = Files.list(clusters)) {
      return folders
          .map(folder -> folder.getFileName().toString())
          .filter(PassingClusters::isAbandoned)
          .toList();
    } catch (IOException e) {
      throw new ClusterException("cannot read " + clusters + ": " + e.getMessage(), e);
    }
  }

  private static boolean isAbandoned(String name) {
    Matcher matcher = NAME.matcher(name);
    return matcher.matches()
        && ProcessTable.find(
                Long.parseLong(matcher.group(1)),
                Instant.ofEpochMilli(Long.parseLong(matcher.group(2))))
            .isEmpty();
  }
}
