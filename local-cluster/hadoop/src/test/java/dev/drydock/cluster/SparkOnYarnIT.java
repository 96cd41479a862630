package dev.drydock.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The distribution's own {@code spark-submit}, with what {@code drydock env} exports and no more.
 * Its first use downloads 450 MB, so without CI=true it needs SPARK_HOME or an earlier download.
 */
class SparkOnYarnIT {
  private static LocalCluster cluster;
  private static SparkDistribution distribution;

  @TempDir private Path folder;

  @BeforeAll
  static void start() throws Exception {
    Installation installation = Installation.locate();
    distribution = SparkDistribution.of(installation);
    assumeTrue(
        "true".equals(System.getenv("CI")) || distribution.exists(),
        "needs a Spark distribution: set CI=true to install it, or SPARK_HOME");
    cluster = LocalCluster.named(installation, "spark-yarn-" + ProcessHandle.current().pid());
    cluster.up(UpOptions.of(ServiceName.SPARK, ServiceName.SPARK_YARN), System.err::println);
  }

  @AfterAll
  static void end() throws Exception {
    if (cluster != null) {
      cluster.remove(line -> {});
    }
  }

  @Test
  void countsWordsOnYarn() throws Exception {
    countsWords("--master yarn --deploy-mode cluster");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--master local[*]", "", "--master yarn --deploy-mode client"})
  @Tag("thorough")
  void countsWordsWithAnyMaster(String options) throws Exception {
    countsWords(options);
  }

  private void countsWords(String options) throws Exception {
    Path in = Files.writeString(folder.resolve("in"), "ship dock ship\n");
    Path out = folder.resolve("out");
    Path log = folder.resolve("log");
    List<String> command = new ArrayList<>();
    command.add(distribution.home().resolve("bin/spark-submit").toString());
    Stream.of(options.split(" ")).filter(word -> !word.isEmpty()).forEach(command::add);
    command.addAll(List.of("--class", "dev.drydock.spark.WordCount"));
    command.add(Installation.locate().sparkJar().toString());
    command.addAll(List.of(in.toUri().toString(), out.toUri().toString()));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().putAll(cluster.environment());

    Process submit = builder.start();

    assertThat(submit.waitFor(5, TimeUnit.MINUTES)).isTrue();
    assertThat(submit.exitValue()).as(Files.readString(log)).isZero();
    assertThat(out.resolve("_SUCCESS")).exists();
    List<String> lines = new ArrayList<>();
    try (Stream<Path> parts = Files.list(out)) {
      for (Path part :
          parts.filter(path -> path.getFileName().toString().startsWith("part-")).toList()) {
        lines.addAll(Files.readAllLines(part));
      }
    }
    assertThat(lines).containsExactlyInAnyOrder("ship\t2", "dock\t1");
  }
}
