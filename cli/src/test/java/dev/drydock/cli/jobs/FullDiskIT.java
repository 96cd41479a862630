package dev.drydock.cli.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.cli.Cluster;
import dev.drydock.cli.Outcome;
import java.io.BufferedWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * No more space while an output is written. A limit on the size of files stands for the full disk:
 * it fails the same calls, needs no rights, and leaves the disk of the other tests alone.
 */
@ExtendWith(Cluster.class)
final class FullDiskIT {
  /**
   * In the units of the shell's {@code ulimit -f}, 512 bytes (POSIX): 8 MiB, more than the job jar,
   * of which Spark makes a copy, and less than each file of an output.
   */
  private static final int BLOCKS = 16 * 1024;

  private static final int WORDS = 2_000_000;

  @TempDir private Path folder;

  @Test
  void aRunLeavesNothingHalfWritten() throws Exception {
    aRunLeavesNothingHalfWritten("inline");
  }

  @ParameterizedTest
  @ValueSource(strings = {"hadoop-local", "spark-local"})
  @Tag("thorough")
  void aRunOnAnEngineLeavesNothingHalfWritten(String target) throws Exception {
    aRunLeavesNothingHalfWritten(target);
  }

  private void aRunLeavesNothingHalfWritten(String target) throws Exception {
    Path input = folder.resolve("in.txt");
    try (BufferedWriter out = Files.newBufferedWriter(input)) {
      for (int i = 0; i < WORDS; i++) {
        out.write("word" + i + "\n");
      }
    }
    Path output = folder.resolve("out");

    Outcome outcome =
        limited("run", "wordcount", "--on", target, input.toString(), output.toString());

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.output()).isEmpty();
    List<String> lines = outcome.problems().lines().toList();
    assertThat(lines.get(0))
        .startsWith("drydock: " + target + " failed: ")
        .endsWith("File too large: free some space, or write to another disk");
    assertThat(lines.subList(1, lines.size())).allMatch(line -> line.startsWith("  "));
    Files.delete(input);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void generateLeavesNothingHalfWritten() throws Exception {
    Path file = folder.resolve("text.txt");

    Outcome outcome = limited("generate", "text", file.toString(), "--size", "10m");

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.problems())
        .isEqualTo("drydock: cannot write " + file + ": File too large\n");
    assertThat(folder).isEmptyDirectory();
  }

  private static Outcome limited(String... arguments) throws Exception {
    List<String> command =
        new ArrayList<>(List.of("sh", "-c", "ulimit -f " + BLOCKS + " && exec \"$@\"", "sh"));
    command.addAll(Cluster.command(arguments));
    return Outcome.of(command, Cluster.environment());
  }
}
