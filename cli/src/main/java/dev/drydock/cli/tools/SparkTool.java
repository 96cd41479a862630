package dev.drydock.cli.tools;

import dev.drydock.cli.cluster.ClusterOption;
import dev.drydock.cluster.ClusterException;
import dev.drydock.cluster.Installation;
import dev.drydock.cluster.Jvm;
import dev.drydock.cluster.LocalCluster;
import dev.drydock.cluster.RuntimeName;
import dev.drydock.cluster.SparkDistribution;
import dev.drydock.terminal.CommandFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Spark's own tools: those of a distribution if there is one, else from the jars of this build. */
public final class SparkTool {
  private static final String SUBMIT = "org.apache.spark.deploy.SparkSubmit";
  private static final String DRIVER_MEMORY = "1g";

  /**
   * Packages that Spark uses by reflection; its own scripts open the same ones (class
   * JavaModuleOptions of spark-launcher).
   */
  private static final List<String> OPENED_PACKAGES =
      List.of(
          "java.base/java.lang",
          "java.base/java.lang.invoke",
          "java.base/java.lang.reflect",
          "java.base/java.io",
          "java.base/java.net",
          "java.base/java.nio",
          "java.base/java.util",
          "java.base/java.util.concurrent",
          "java.base/java.util.concurrent.atomic",
          "java.base/jdk.internal.ref",
          "java.base/sun.nio.ch",
          "java.base/sun.nio.cs",
          "java.base/sun.security.action",
          "java.base/sun.util.calendar",
          "java.security.jgss/sun.security.krb5");

  private SparkTool() {}

  static int run(String name, List<String> arguments, ClusterOption option)
      throws CommandFailure, ClusterException, InterruptedException {
    LocalCluster cluster = option.cluster();
    Map<String, String> environment = new HashMap<>(cluster.environment());
    Optional<Path> distribution = distribution(Installation.locate());
    if (distribution.isPresent()) {
      List<String> command = new ArrayList<>();
      command.add(distribution.get().resolve("bin").resolve(name).toString());
      command.addAll(arguments);
      environment.put("SPARK_HOME", distribution.get().toString());
      return Inheritance.run(command, environment);
    }
    if (!name.equals("spark-submit")) {
      throw CommandFailure.failed(
          name
              + " needs a Spark distribution: "
              + option.command("up spark-yarn")
              + " installs one, or set SPARK_HOME");
    }
    Jvm jvm = submit(Installation.locate(), cluster, driverMemory(arguments));
    return Inheritance.run(jvm.arguments(arguments).command(), environment);
  }

  /** SparkSubmit from the jars of this build; it runs all masters except YARN. */
  public static Jvm submit(Installation installation, LocalCluster cluster, String driverMemory)
      throws ClusterException {
    Jvm jvm = Jvm.of(installation, RuntimeName.SPARK, SUBMIT).option("-Xmx" + driverMemory);
    for (String opened : OPENED_PACKAGES) {
      if (exists(opened)) {
        jvm = jvm.option("--add-opens=" + opened + "=ALL-UNNAMED");
      }
    }
    return Files.isDirectory(cluster.configuration()) ? jvm.append(cluster.configuration()) : jvm;
  }

  /** Newer JDKs lack some of the packages, and warn when asked to open one. */
  private static boolean exists(String packageOfModule) {
    int slash = packageOfModule.indexOf('/');
    return ModuleLayer.boot()
        .findModule(packageOfModule.substring(0, slash))
        .map(module -> module.getPackages().contains(packageOfModule.substring(slash + 1)))
        .orElse(false);
  }

  /** The folder of a Spark distribution: the user's own, else the one of {@code up spark-yarn}. */
  public static Optional<Path> distribution(Installation installation) {
    SparkDistribution distribution = SparkDistribution.of(installation);
    return distribution.exists() ? Optional.of(distribution.home()) : Optional.empty();
  }

  /** This JVM becomes the driver, so its heap must be known before Spark reads its arguments. */
  private static String driverMemory(List<String> arguments) {
    for (int i = 0; i + 1 < arguments.size(); i++) {
      String value = arguments.get(i + 1);
      if (arguments.get(i).equals("--driver-memory")) {
        return value;
      }
      if (arguments.get(i).equals("--conf") && value.startsWith("spark.driver.memory=")) {
        return value.substring(value.indexOf('=') + 1);
      }
    }
    return DRIVER_MEMORY;
  }
}
