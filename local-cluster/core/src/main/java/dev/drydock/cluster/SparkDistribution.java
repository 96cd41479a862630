package dev.drydock.cluster;

import dev.drydock.cluster.install.VirtualEnvironment;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A complete Spark with {@code bin/spark-submit} and spark-yarn: the one that {@code SPARK_HOME}
 * names, else PyPI's {@code pyspark} in a Python environment. Maven Central has no complete Spark.
 */
public final class SparkDistribution {
  private static final Pattern VERSION = Pattern.compile("-[0-9][^/]*$");

  private final Installation installation;
  private final String sparkHome;
  private final VirtualEnvironment environment;

  private SparkDistribution(Installation installation, String sparkHome) {
    this.installation = installation;
    this.sparkHome = sparkHome == null ? "" : sparkHome;
    this.environment =
        VirtualEnvironment.of(
            installation, ServiceName.SPARK_YARN.label(), "spark-yarn-build.txt", "spark-yarn.txt");
  }

  /** The distribution for this installation; see {@link #exists}. */
  public static SparkDistribution of(Installation installation) {
    return new SparkDistribution(installation, System.getenv("SPARK_HOME"));
  }

  /** As {@link #of(Installation)}, with the value of {@code SPARK_HOME}, empty if not set. */
  static SparkDistribution of(Installation installation, String sparkHome) {
    return new SparkDistribution(installation, sparkHome);
  }

  /** What {@code SPARK_HOME} is for the distribution's own commands. */
  public Path home() {
    return sparkHome.isEmpty()
        ? environment.directory().resolve("spark")
        : Path.of(sparkHome).toAbsolutePath().normalize();
  }

  public boolean exists() {
    return !sparkHome.isEmpty() || environment.exists();
  }

  /**
   * Checks what {@code SPARK_HOME} names, or makes the Python environment if it does not exist.
   *
   * @throws ClusterException if {@code SPARK_HOME} is not a Spark of Drydock's version with
   *     spark-yarn, or if the environment cannot be made
   */
  public void prepare(Consumer<String> progress) throws ClusterException, InterruptedException {
    if (sparkHome.isEmpty()) {
      environment.make(progress);
      link();
    }
    check();
  }

  /**
   * The name of the folder that pip chose contains the version of Python; the name of this link
   * does not.
   */
  private void link() throws ClusterException {
    Path link = home();
    if (Files.exists(link)) {
      return;
    }
    try (DirectoryStream<Path> versions =
        Files.newDirectoryStream(environment.directory().resolve("lib"), "python3.*")) {
      for (Path version : versions) {
        Files.createSymbolicLink(link, version.resolve("site-packages/pyspark"));
      }
    } catch (IOException e) {
      throw new ClusterException("cannot find Spark in " + environment.directory() + ": " + e, e);
    }
  }

  private void check() throws ClusterException {
    String core = sparkCore(installation.classPath(RuntimeName.SPARK));
    Path jars = home().resolve("jars");
    if (!Files.exists(jars.resolve(core)) || !Files.exists(home().resolve("bin/spark-submit"))) {
      throw new ClusterException(
          "SPARK_HOME="
              + home()
              + " is not Drydock's version of Spark, because it has no jars/"
              + core
              + ": unset SPARK_HOME, or set it to a Spark of that version");
    }
    String yarn = core.replace("spark-core", "spark-yarn");
    if (!Files.exists(jars.resolve(yarn))) {
      throw new ClusterException(
          "SPARK_HOME="
              + home()
              + " has no jars/"
              + yarn
              + ": unset SPARK_HOME, or set it to a Spark built with YARN");
    }
  }

  /** The name of the spark-core jar, which contains the versions of Spark and Scala. */
  private static String sparkCore(List<Path> classPath) throws ClusterException {
    return classPath.stream()
        .map(jar -> jar.getFileName().toString())
        .filter(name -> name.startsWith("spark-core_"))
        .findFirst()
        .orElseThrow(
            () ->
                new ClusterException(
                    "local-cluster/spark/target/lib has no spark-core: build it with"
                        + " ./mvnw package"));
  }

  /**
   * The jars of Drydock's own Spark that this distribution has in no version: s3a, and the guard of
   * the web pages. If the distribution is not installed yet, these are all jars.
   */
  public List<Path> missing() throws ClusterException {
    Set<String> present = new HashSet<>();
    Path folder = home().resolve("jars");
    if (Files.isDirectory(folder)) {
      try (Stream<Path> jars = Files.list(folder)) {
        jars.forEach(jar -> present.add(library(jar)));
      } catch (IOException e) {
        throw new ClusterException("cannot read " + folder + ": " + e.getMessage(), e);
      }
    }
    return installation.classPath(RuntimeName.SPARK).stream()
        .filter(jar -> !present.contains(library(jar)))
        .toList();
  }

  /** The jar's name without its version. */
  private static String library(Path jar) {
    return VERSION.matcher(jar.getFileName().toString()).replaceFirst("");
  }
}
