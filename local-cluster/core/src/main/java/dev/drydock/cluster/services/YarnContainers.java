package dev.drydock.cluster.services;

import dev.drydock.cluster.ClusterException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Containers that have outlived their NodeManager. Each container's process writes its number to a
 * file in the NodeManager's private folder ({@code nmPrivate}) when it starts.
 */
final class YarnContainers {
  /** The names of NodeManagers' local folders begin with this. */
  static final String LOCAL_FOLDER = "yarn-local";

  private YarnContainers() {}

  /**
   * The living processes named by the pid files under {@code data}, with all they have started.
   * Called only when no NodeManager of the cluster runs.
   */
  static Set<ProcessHandle> leftIn(Path data) throws ClusterException {
    Set<ProcessHandle> left = new LinkedHashSet<>();
    for (Path pidFile : pidFiles(data)) {
      try {
        long pid = Long.parseLong(Files.readString(pidFile).strip());
        Instant written = Files.getLastModifiedTime(pidFile).toInstant();
        ProcessHandle.of(pid)
            .filter(ProcessHandle::isAlive)
            .filter(handle -> isWriter(handle, written))
            .ifPresent(
                handle -> {
                  left.add(handle);
                  handle.descendants().forEach(left::add);
                });
      } catch (IOException | NumberFormatException e) {
        // A file that disappears or is empty belongs to a container that has ended or never
        // started.
      }
    }
    return left;
  }

  /**
   * The process that wrote the file started just before; a process that started later has only
   * reused the number.
   */
  private static boolean isWriter(ProcessHandle handle, Instant written) {
    return handle
        .info()
        .startInstant()
        .map(
            start ->
                start.isAfter(written.minus(Duration.ofMinutes(1)))
                    && start.isBefore(written.plus(Duration.ofSeconds(2))))
        .orElse(false);
  }

  private static List<Path> pidFiles(Path data) throws ClusterException {
    if (!Files.isDirectory(data)) {
      return List.of();
    }
    try (Stream<Path> children = Files.list(data)) {
      List<Path> files = new ArrayList<>();
      for (Path local :
          children.filter(c -> c.getFileName().toString().startsWith(LOCAL_FOLDER)).toList()) {
        Path folder = local.resolve("nmPrivate");
        if (Files.isDirectory(folder)) {
          try (Stream<Path> all = Files.walk(folder)) {
            all.filter(file -> file.getFileName().toString().endsWith(".pid")).forEach(files::add);
          }
        }
      }
      return files;
    } catch (IOException | UncheckedIOException e) {
      throw new ClusterException("cannot read " + data + ": " + e.getMessage(), e);
    }
  }
}
