package dev.drydock.cli;

import dev.drydock.cluster.ClusterException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The real tools of the engines, on the configuration of a cluster, with the user's own streams.
 */
final class PassThrough {
  static final List<String> NAMES =
      List.of("hadoop", "hdfs", "yarn", "mapred", "spark-submit", "spark-sql", "spark-shell");

  private static final String STORAGE = "storage";

  private PassThrough() {}

  /** Whether the arguments of a verb are for another program to parse. */
  static boolean takes(String name) {
    return NAMES.contains(name) || name.equals(STORAGE);
  }

  /** What the help of the command shows; the arguments of a tool are its own to parse. */
  static CommandSpec spec(String name) {
    CommandSpec spec = CommandSpec.create().name(name);
    spec.usageMessage()
        .description(
            name.equals(STORAGE)
                ? "Copies, lists and removes objects and files of s3://, gs://, hdfs:// and file:."
                : name.startsWith("spark")
                    ? "Spark's own " + name + " on this cluster."
                    : "Hadoop's own tools on this cluster; '" + name + " --help' lists them.");
    return spec;
  }

  /** Runs a tool and gives its exit code. */
  static int run(String name, List<String> arguments)
      throws CommandFailure, ClusterException, InterruptedException {
    ClusterOption option = ClusterOption.fromEnvironment();
    if (name.equals(STORAGE)) {
      return StorageTool.run(arguments, option);
    }
    return name.startsWith("spark")
        ? SparkTool.run(name, arguments, option)
        : HadoopTool.run(name, arguments, option);
  }

  /**
   * Starts a program with the streams of this one and waits for it. Ctrl-C reaches it by the
   * terminal; what it does then is its own affair, so this waits for its end all the same.
   */
  static int inherit(List<String> command, Map<String, String> environment)
      throws CommandFailure, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
    builder.environment().putAll(environment);
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      throw CommandFailure.failed("cannot start " + command.get(0) + ": " + e.getMessage(), e);
    }
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
      throw e;
    }
  }
}
