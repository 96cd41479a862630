package dev.drydock.cli.jobs;

import dev.drydock.cli.jobs.RunRequest.Ours;
import dev.drydock.cli.jobs.RunRequest.UserJar;
import dev.drydock.cli.tools.HadoopTool;
import dev.drydock.cli.tools.SparkTool;
import dev.drydock.cluster.ClusterException;
import dev.drydock.cluster.Installation;
import dev.drydock.cluster.Jvm;
import dev.drydock.cluster.LocalCluster;
import dev.drydock.cluster.RuntimeName;
import dev.drydock.jobs.Engine;
import dev.drydock.terminal.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The process that runs a job on a target: the command that a user of the engine would type. */
record EngineCommand(List<String> command, Map<String, String> environment) {
  /** Drydock's MapReduce client needs little; LocalJobRunner sorts in this heap. */
  private static final int HADOOP_HEAP_MEGABYTES = 1024;

  private static final int INLINE_HEAP_MEGABYTES = 1024;
  private static final String SPARK_DRIVER_MEMORY = "1g";

  /**
   * Logs the progress, and which split a task of LocalJobRunner was reading. It works before the
   * first cluster exists.
   */
  private static final String HADOOP_LOGGING =
      """
      log4j.rootLogger=WARN,console
      log4j.appender.console=org.apache.log4j.ConsoleAppender
      log4j.appender.console.target=System.err
      log4j.appender.console.layout=org.apache.log4j.PatternLayout
      log4j.appender.console.layout.ConversionPattern=%d{ISO8601} %p %c{2}: %m%n
      log4j.logger.org.apache.hadoop.mapreduce.Job=INFO
      log4j.logger.org.apache.hadoop.mapred.MapTask=INFO
      log4j.logger.org.apache.hadoop.yarn.client.api.impl.YarnClientImpl=INFO
      log4j.logger.org.apache.hadoop.util.NativeCodeLoader=ERROR
      """;

  /**
   * @param inputBytes size of all input files; with it, several tasks read even a small input
   */
  static EngineCommand of(
      Installation installation, LocalCluster cluster, RunRequest request, long inputBytes)
      throws ClusterException, CommandFailure {
    Map<String, String> environment = new HashMap<>(cluster.environment());
    List<String> command =
        switch (request.target()) {
          case INLINE -> inline(installation, cluster, request);
          case HADOOP_LOCAL, YARN -> mapReduce(installation, cluster, request, inputBytes);
          case SPARK_LOCAL, SPARK -> spark(installation, cluster, request);
          case SPARK_YARN -> sparkOnYarn(installation, request, environment);
        };
    // The job jar stays on the class path as it is; unpacking it takes longer than a small job.
    environment.put("HADOOP_CLIENT_SKIP_UNJAR", "true");
    return new EngineCommand(command, environment);
  }

  private static List<String> inline(
      Installation installation, LocalCluster cluster, RunRequest request) throws ClusterException {
    Jvm jvm =
        HadoopTool.jvm(installation, cluster, "dev.drydock.inline.InlineJobs")
            .heap(INLINE_HEAP_MEGABYTES);
    for (Path jar : installation.classPath(RuntimeName.INLINE)) {
      jvm = jvm.append(jar);
    }
    List<String> arguments = new ArrayList<>();
    arguments.add(request.program().name());
    request.settings().forEach((key, value) -> arguments.addAll(List.of("-D", key + "=" + value)));
    addJobArguments(arguments, request);
    return jvm.arguments(arguments).command();
  }

  private static List<String> mapReduce(
      Installation installation, LocalCluster cluster, RunRequest request, long inputBytes)
      throws ClusterException, CommandFailure {
    Map<String, String> settings = new HashMap<>();
    int cores = Runtime.getRuntime().availableProcessors();
    if (request.target() == Target.HADOOP_LOCAL) {
      settings.put("mapreduce.framework.name", "local");
      settings.put("mapreduce.local.map.tasks.maximum", Integer.toString(cores));
      settings.put("mapreduce.local.reduce.tasks.maximum", Integer.toString(cores));
    } else {
      // A block is 128 MB, so a small input would be a single task.
      settings.put(
          "mapreduce.input.fileinputformat.split.maxsize",
          Long.toString(Math.max(1, Math.min(128L << 20, (inputBytes + 1) / 2))));
      settings.put("mapreduce.job.reduces", "2");
    }
    settings.putAll(request.settings());

    List<String> arguments = new ArrayList<>();
    Jvm jvm = HadoopTool.jvm(installation, cluster, "org.apache.hadoop.util.RunJar");
    if (request.program() instanceof UserJar user) {
      if (user.mainClass().isEmpty()) {
        arguments.add(user.jar().toString());
      } else {
        jvm = HadoopTool.jvm(installation, cluster, user.mainClass()).append(user.jar());
      }
    } else {
      arguments.addAll(List.of(installation.mapReduceJar().toString(), request.program().name()));
    }
    settings.forEach((key, value) -> arguments.addAll(List.of("-D", key + "=" + value)));
    addJobArguments(arguments, request);
    return jvm.heap(HADOOP_HEAP_MEGABYTES)
        .property("log4j.configuration", logging(installation).toUri())
        .arguments(arguments)
        .command();
  }

  private static Path logging(Installation installation) throws CommandFailure {
    Path file = installation.state().resolve("runs/log4j.properties");
    try {
      if (!Files.exists(file) || !Files.readString(file).equals(HADOOP_LOGGING)) {
        Files.createDirectories(file.getParent());
        Path unfinished = Files.createTempFile(file.getParent(), "log4j", ".unfinished");
        Files.writeString(unfinished, HADOOP_LOGGING);
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
      }
      return file;
    } catch (IOException e) {
      throw CommandFailure.failed("cannot write " + file + ": " + e.getMessage(), e);
    }
  }

  private static List<String> spark(
      Installation installation, LocalCluster cluster, RunRequest request)
      throws ClusterException, CommandFailure {
    String master =
        request.target() == Target.SPARK_LOCAL ? "local[*]" : cluster.endpoints().get("spark");
    if (master == null) {
      throw CommandFailure.failed("spark has just ended: ./drydock logs spark says why");
    }
    List<String> arguments = new ArrayList<>(List.of("--master", master));
    addSparkArguments(arguments, installation, request);
    return SparkTool.submit(installation, cluster, SPARK_DRIVER_MEMORY)
        .arguments(arguments)
        .command();
  }

  private static List<String> sparkOnYarn(
      Installation installation, RunRequest request, Map<String, String> environment)
      throws ClusterException, CommandFailure {
    Path distribution =
        SparkTool.distribution(installation)
            .orElseThrow(
                () ->
                    CommandFailure.failed(
                        "Spark on YARN needs a Spark distribution: './drydock up spark-yarn' installs"
                            + " one, or set SPARK_HOME"));
    environment.put("SPARK_HOME", distribution.toString());
    // This JVM only works out the driver's command, so it need not optimize its code.
    environment.put("SPARK_LAUNCHER_OPTS", "-XX:+UseSerialGC -XX:TieredStopAtLevel=1");
    List<String> command = new ArrayList<>();
    command.add(distribution.resolve("bin/spark-submit").toString());
    command.addAll(
        List.of("--master", "yarn", "--deploy-mode", request.clusterMode() ? "cluster" : "client"));
    if (!request.clusterMode()) {
      // Spark adds the application master's filter to the driver's pages in another thread than the
      // one that starts them (YarnSchedulerBackend, SparkUI.attachAllHandlers). If both happen at
      // the same time, the run fails with a ConcurrentModificationException. The history shows the
      // run anyway.
      command.addAll(List.of("--conf", "spark.ui.enabled=false"));
    }
    addSparkArguments(command, installation, request);
    return command;
  }

  private static void addSparkArguments(
      List<String> arguments, Installation installation, RunRequest request)
      throws ClusterException, CommandFailure {
    // The log has a line for every finished task; the progress is read from these.
    arguments.addAll(List.of("--conf", "spark.log.level=INFO"));
    request
        .settings()
        .forEach(
            (key, value) -> {
              // Spark passes settings with this prefix on to Hadoop.
              String name = key.startsWith("spark.") ? key : "spark.hadoop." + key;
              arguments.addAll(List.of("--conf", name + "=" + value));
            });
    if (request.program() instanceof Ours ours) {
      arguments.addAll(
          List.of(
              "--class",
              ours.job().classes().get(Engine.SPARK),
              installation.sparkJar().toString()));
    } else if (request.program() instanceof UserJar user) {
      arguments.addAll(List.of("--class", user.mainClass(), user.jar().toString()));
    }
    addJobArguments(arguments, request);
  }

  private static void addJobArguments(List<String> arguments, RunRequest request) {
    arguments.addAll(request.flags());
    arguments.add(request.input());
    arguments.add(request.output());
  }
}
