package dev.drydock.cli.jobs;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.drydock.cli.Cluster;
import dev.drydock.cli.Outcome;
import dev.drydock.cli.OwnCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Daemons that are killed before a run, and while it lasts. */
final class DeadProcessesIT {
  @TempDir private Path folder;

  @Test
  void aServiceThatHasJustDiedIsNamedWithWhatToDo() throws Exception {
    Path input = Files.writeString(folder.resolve("in.txt"), "ship dock ship\n");
    try (OwnCluster cluster = new OwnCluster("died")) {
      cluster.succeed("up", "s3");
      cluster.kill("s3");

      Outcome outcome = count(cluster, input);
      assertThat(outcome.exitCode()).isEqualTo(1);
      assertThat(outcome.output()).isEmpty();
      assertThat(outcome.errors())
          .isEqualTo(
              "drydock: s3 has died: ./drydock logs s3 --name %1$s says why, ./drydock up s3 --name %1$s starts it again\n"
                  .formatted(cluster.name()));

      cluster.succeed("up", "s3");
      Outcome again = count(cluster, input);
      assertThat(again.exitCode()).describedAs(again.toString()).isZero();
    }
  }

  private static Outcome count(OwnCluster cluster, Path input) throws Exception {
    return cluster.drydock(
        "run", "wordcount", "--on", "inline", input.toString(), "s3a://drydock/words");
  }

  /** With two of each kind of worker, one of each may go. */
  @Test
  void aJobSurvivesTheLossOfADataNodeAndANodeManager() throws Exception {
    Path input = Files.writeString(folder.resolve("in.txt"), "ship dock ship\n".repeat(1000));
    Path jar = UserJobs.jar(folder);
    Path waiting = Files.createDirectory(folder.resolve("waiting"));
    Path output = folder.resolve("output");
    try (OwnCluster cluster = new OwnCluster("lost")) {
      cluster.succeed("up", "yarn", "--separate");
      cluster.succeed("hdfs", "dfs", "-put", input.toString(), "/in.txt");
      Process run =
          start(
              cluster,
              output,
              "run",
              "--on",
              "yarn",
              "--jar",
              jar.toString(),
              "--class",
              "WaitingMapper",
              waiting.toString(),
              "hdfs:/in.txt",
              "hdfs:/out");
      try {
        await()
            .atMost(2, MINUTES)
            .untilAsserted(
                () -> {
                  assertThat(run.isAlive()).describedAs(Files.readString(output)).isTrue();
                  assertThat(nodeManagers(waiting)).hasSizeGreaterThanOrEqualTo(2);
                });

        // One that runs a mapper, whose output is lost with it.
        String port = nodeManagers(waiting).get(0);
        boolean first = port.equals(Integer.toString(cluster.port("yarn.nodemanager")));
        cluster.kill(first ? "nodemanager" : "nodemanager-2");
        cluster.kill("datanode-2");
        Files.createFile(waiting.resolve("go"));

        assertThat(run.waitFor(4, MINUTES)).describedAs(Files.readString(output)).isTrue();
        assertThat(run.exitValue()).describedAs(Files.readString(output)).isZero();
      } finally {
        run.destroyForcibly().waitFor();
      }
      Outcome result = cluster.drydock("hdfs", "dfs", "-cat", "/out/part-*");
      assertThat(result.output().lines()).containsExactlyInAnyOrder("ship\t2000", "dock\t1000");
      assertThat(cluster.drydock("status").output().lines())
          .filteredOn(line -> line.startsWith("hdfs") || line.startsWith("yarn"))
          .hasSize(2)
          .allMatch(line -> line.contains("dead"));
    }
  }

  private static Process start(OwnCluster cluster, Path output, String... arguments)
      throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(Cluster.command(arguments))
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().putAll(cluster.environment());
    return builder.start();
  }

  /** The ports of the NodeManagers that run the mappers. */
  private static List<String> nodeManagers(Path waiting) throws IOException {
    try (Stream<Path> files = Files.list(waiting)) {
      List<String> ports = new ArrayList<>();
      for (Path file :
          files.filter(f -> f.getFileName().toString().startsWith("attempt")).toList()) {
        ports.add(Files.readString(file));
      }
      return ports;
    }
  }
}
