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

/** Deletes old files, so that a folder does not grow with every command. */
public final class NewestFiles {
  private NewestFiles() {}

  /** The time is read once, because a file may be written to while the others are sorted. */
  private record Aged(Path file, long changed) {}

  /**
   * Deletes the files of a folder that match, except for the {@code kept} most recently changed. A
   * file that another command has just deleted is no error.
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
