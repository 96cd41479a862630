package dev.drydock.cli;

import dev.drydock.cluster.ClusterException;
import dev.drydock.cluster.Installation;
import dev.drydock.cluster.LocalCluster;
import dev.drydock.cluster.ServiceCatalogue;
import dev.drydock.cluster.ServiceName;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The cluster of all integration tests: started by the command, once, and removed at the end. */
public final class Cluster implements BeforeAllCallback {
  private static final ExtensionContext.Namespace OURS =
      ExtensionContext.Namespace.create(Cluster.class);

  @Override
  public void beforeAll(ExtensionContext context) {
    context.getRoot().getStore(OURS).getOrComputeIfAbsent(Running.class);
  }

  /** What the root of all tests keeps. */
  static final class Running implements AutoCloseable {
    Running() throws Exception {
      Outcome up =
          sparkOnYarn()
              ? drydock("up", "hdfs", "yarn", "spark", "s3", "gcs", "spark-yarn")
              : drydock("up", "hdfs", "yarn", "spark", "s3", "gcs");
      if (up.exitCode() != 0) {
        throw new IllegalStateException(up.toString());
      }
    }

    @Override
    public void close() throws ClusterException {
      try {
        cluster().remove(line -> {});
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  public static LocalCluster cluster() throws ClusterException {
    return LocalCluster.ofThisProcess(Installation.locate());
  }

  /** Spark on YARN has to be tried where CI asks for it, and is where it is there already. */
  public static boolean sparkOnYarn() throws Exception {
    return Boolean.parseBoolean(System.getenv("CI"))
        || ServiceCatalogue.isInstalled(ServiceName.SPARK_YARN, Installation.locate());
  }

  /** The process that the record of a program of the cluster names. */
  public static String pidOf(String program) throws Exception {
    Properties record = new Properties();
    try (Reader reader =
        Files.newBufferedReader(
            cluster().directory().resolve("processes").resolve(program + ".properties"))) {
      record.load(reader);
    }
    return record.getProperty("pid");
  }

  /** Runs the command on the cluster of the tests. */
  public static Outcome drydock(String... arguments) throws Exception {
    return Outcome.of(command(arguments), environment());
  }

  /** By which the command finds it. */
  public static Map<String, String> environment() throws ClusterException {
    return Map.of("DRYDOCK_CLUSTER", cluster().directory().getFileName().toString());
  }

  /** The command in a JVM of its own. */
  public static List<String> command(String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Ddrydock.home=" + System.getProperty("drydock.home"),
                "-cp",
                System.getProperty("java.class.path"),
                Drydock.class.getName()));
    command.addAll(List.of(arguments));
    return command;
  }
}
