package dev.drydock.cluster;

import dev.drydock.cluster.state.StateFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Keeps a folder from growing with every command. */
public final class NewestFiles {
  private NewestFiles() {}

  /** Looked at once, because a file may be written to while the others are sorted. */
  private record Aged(Path file, long changed) {}

  /**
   * Deletes the files of a folder that match, but for the {@code kept} that were changed last. One
   * that another command has just deleted is no error.
   */
  public static void keep(Path folder, Predicate<Path> candidates, int kept)
      throws ClusterException {
    try (Stream<Path> files = Files.list(folder)) {
      List<Aged> old =
          files
              .filter(candidates)
              .map(file -> new Aged(file, file.toFile().lastModified()))
              .sorted(Comparator.comparingLong(Aged::changed).reversed())
              .skip(kept)
              .toList();
      for (Aged file : old) {
        StateFiles.delete(file.file);
      }
    } catch (IOException | UncheckedIOException e) {
      throw new ClusterException("cannot read " + folder + ": " + e.getMessage(), e);
    }
  }
}
