package dev.drydock.cli.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.cli.Cluster;
import dev.drydock.cli.Outcome;
import dev.drydock.cli.OwnCluster;
import dev.drydock.cluster.Installation;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Stores whose disk is full, which a limit on the size of their files stands for (setrlimit(2)): it
 * fails the same calls, needs no rights, and leaves the disk of the other tests alone.
 */
@ExtendWith(Cluster.class)
final class FullStoreIT {
  /** In the units of the shell's {@code ulimit -f}, 512 bytes (POSIX): 18 MiB. */
  private static final int BLOCKS = 36 * 1024;

  private static OwnCluster cluster;

  @TempDir private Path folder;

  @BeforeAll
  static void startWithLimit() throws Exception {
    cluster = new OwnCluster("full-store");
    List<String> command =
        new ArrayList<>(List.of("sh", "-c", "ulimit -f " + BLOCKS + " && exec \"$@\"", "sh"));
    command.addAll(Cluster.command("up", "s3", "gcs"));
    Outcome up = Outcome.of(command, cluster.environment());
    assertThat(up.exitCode()).describedAs(up.toString()).isZero();
  }

  @AfterAll
  static void remove() throws Exception {
    cluster.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"s3", "gs"})
  void whatDoesNotFitIsOneLineAndLeavesNothing(String scheme) throws Exception {
    String bucket = scheme + "://drydock/";
    // In one request, and in parts or a session.
    for (long size : new long[] {20_000_000, 50_000_000}) {
      Path file = folder.resolve("large");
      try (RandomAccessFile large = new RandomAccessFile(file.toFile(), "rw")) {
        large.setLength(size);
      }

      Outcome refused = cluster.drydock("storage", "cp", file.toString(), bucket + "large");

      assertThat(refused.exitCode()).describedAs(refused.toString()).isEqualTo(1);
      assertThat(refused.problems())
          .isEqualTo(
              "drydock: " + bucket + "large: the server's disk is full: free some space there\n");
      assertThat(records())
          .noneMatch(record -> record.contains(scheme + "%3A%2F%2Fdrydock%2Flarge"));
    }
    assertThat(cluster.drydock("storage", "ls", "-r", bucket).output()).isEmpty();
    Path stored = cluster.data(scheme.equals("s3") ? "s3" : "gcs/content");
    try (Stream<Path> files = Files.walk(stored)) {
      assertThat(files.filter(file -> file.toFile().length() > 1_000_000)).isEmpty();
    }
    Path small = Files.writeString(folder.resolve("small"), "fits");
    cluster.succeed("storage", "cp", small.toString(), bucket);
    assertThat(cluster.drydock("storage", "cat", bucket + "small").output()).isEqualTo("fits");
  }

  /** What is known of transfers that another copy could go on with. */
  private static List<String> records() throws Exception {
    Path folder = Installation.locate().state().resolve("transfers");
    List<String> records = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.toList()) {
          records.add(Files.readString(file));
        }
      }
    }
    return records;
  }
}
