package dev.drydock.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SparkDistributionTest {
  @TempDir private Path folder;
  private Path home;
  private SparkDistribution distribution;

  @BeforeEach
  void setUp() throws Exception {
    Path built = folder.resolve("checkout/local-cluster/spark/target");
    touch(built.resolve("drydock-local-cluster-spark.jar"));
    touch(built.resolve("lib/spark-core_2.13-9.8.7.jar"));
    touch(built.resolve("lib/guava-32.0.0-jre.jar"));
    touch(built.resolve("lib/s3-2.40.2.jar"));
    home = folder.resolve("spark");
    distribution =
        SparkDistribution.of(
            new Installation(folder.resolve("checkout"), folder.resolve("state")), home.toString());
  }

  @Test
  void takesASparkOfTheSameVersionWithYarn() throws Exception {
    touch(home.resolve("bin/spark-submit"));
    touch(home.resolve("jars/spark-core_2.13-9.8.7.jar"));
    touch(home.resolve("jars/spark-yarn_2.13-9.8.7.jar"));

    distribution.prepare(line -> {});

    assertThat(distribution.home()).isEqualTo(home);
  }

  @Test
  void refusesAnotherVersion() throws Exception {
    touch(home.resolve("bin/spark-submit"));
    touch(home.resolve("jars/spark-core_2.12-3.5.1.jar"));

    assertThatThrownBy(() -> distribution.prepare(line -> {}))
        .isInstanceOf(ClusterException.class)
        .hasMessage(
            "SPARK_HOME="
                + home
                + " is not Drydock's version of Spark, because it has no"
                + " jars/spark-core_2.13-9.8.7.jar: unset SPARK_HOME, or set it to a Spark of that"
                + " version");
  }

  @Test
  void refusesASparkWithoutYarn() throws Exception {
    touch(home.resolve("bin/spark-submit"));
    touch(home.resolve("jars/spark-core_2.13-9.8.7.jar"));

    assertThatThrownBy(() -> distribution.prepare(line -> {}))
        .hasMessage(
            "SPARK_HOME="
                + home
                + " has no jars/spark-yarn_2.13-9.8.7.jar: unset SPARK_HOME, or set it to a Spark"
                + " built with YARN");
  }

  @Test
  void addsWhatTheDistributionHasInNoVersion() throws Exception {
    touch(home.resolve("jars/spark-core_2.13-9.8.7.jar"));
    touch(home.resolve("jars/guava-33.6.0-jre.jar"));

    assertThat(distribution.missing())
        .extracting(jar -> jar.getFileName().toString())
        .containsExactly("s3-2.40.2.jar", "drydock-local-cluster-spark.jar");
  }

  private static void touch(Path file) throws Exception {
    Files.createDirectories(file.getParent());
    Files.createFile(file);
  }
}
