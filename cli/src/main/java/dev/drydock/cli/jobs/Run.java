package dev.drydock.cli.jobs;

import dev.drydock.cli.cluster.ClusterOption;
import dev.drydock.cluster.ClusterException;
import dev.drydock.cluster.Installation;
import dev.drydock.cluster.LocalCluster;
import dev.drydock.terminal.CommandFailure;
import dev.drydock.terminal.Json;
import dev.drydock.terminal.Nearest;
import dev.drydock.terminal.Progress;
import dev.drydock.terminal.Sizes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "run",
    description = "Runs a job on an engine; the result appears whole or not at all.",
    footer = {
      "",
      "Targets: inline, hadoop-local, yarn, spark-local, spark, spark-yarn.",
      "Jobs: wordcount, topwords; with --jar your own, its input and output last.",
      "A path without a scheme is a local file.",
      "",
      "Examples:",
      "  drydock run wordcount --on inline README.md /tmp/counts",
      "  drydock run topwords --on yarn --top 10 hdfs:/books hdfs:/top",
      "  drydock run --on spark --jar my.jar --class my.Job -- --fast s3a://bucket/in s3a://bucket/out"
    })
public final class Run implements Callable<Integer> {
  static final List<String> JOBS = List.of("wordcount", "topwords");
  private static final List<String> WORD_RULES = List.of("whitespace", "unicode");

  @Parameters(
      paramLabel = "[JOB] IN OUT",
      description = "The job, unless --jar names one, and what it reads and writes.")
  private List<String> arguments = List.of();

  @Option(names = "--on", paramLabel = "TARGET", description = "Where it runs.")
  private String target;

  @Option(names = "--overwrite", description = "Replaces the output, once the job has succeeded.")
  private boolean overwrite;

  @Option(names = "--json", description = "What it took and gave as JSON.")
  private boolean json;

  @Option(
      names = "--deploy-mode",
      paramLabel = "MODE",
      description = "spark-yarn: client (the default) or cluster.")
  private String deployMode;

  @Option(
      names = "--words",
      paramLabel = "RULE",
      description = "What a word is: whitespace (the default) or unicode.")
  private String words;

  @Option(names = "--top", paramLabel = "N", description = "topwords: how many. Default: 20.")
  private Integer top;

  @Option(names = "--jar", paramLabel = "JAR", description = "Your own job, for this engine.")
  private Path jar;

  @Option(
      names = "--class",
      paramLabel = "CLASS",
      description = "Its main class, if the manifest names none.")
  private String mainClass = "";

  @Option(
      names = {"-D", "--conf"},
      paramLabel = "KEY=VALUE",
      description = "A setting of the engine.")
  private Map<String, String> settings = new LinkedHashMap<>();

  @Mixin private ClusterOption option;

  @Override
  public Integer call() throws CommandFailure, ClusterException, InterruptedException {
    RunRequest request = request();
    Installation installation = Installation.locate();
    LocalCluster cluster = option.cluster();
    Path log = RunLogs.create(installation, request.job() + "-" + request.target().label());
    UnfinishedRuns.end(installation, System.err::println);
    try (Progress progress = new Progress();
        RemoteFiles files = new RemoteFiles(installation, cluster, log, settings)) {
      RunResult result =
          new JobRun(installation, cluster, option, files)
              .run(request, log, progress, System.err::println);
      print(result);
    }
    return 0;
  }

  private void print(RunResult result) {
    if (json) {
      System.out.println(Json.write(result.toMap()));
      return;
    }
    System.out.printf(
        "%s in %s s%s: %s%n",
        result.words() == null
            ? "done"
            : result.words() + " words, " + result.distinct() + " different,",
        Sizes.seconds(result.wallSeconds()),
        result.cpuSeconds() == null ? "" : " (" + Sizes.seconds(result.cpuSeconds()) + " CPU s)",
        result.output());
  }

  private RunRequest request() throws CommandFailure {
    if (target == null) {
      throw CommandFailure.usage("--on is missing: " + Nearest.hint("", Target.labels()));
    }
    Target where = Target.parse(target);
    if (deployMode != null && where != Target.SPARK_YARN) {
      throw CommandFailure.usage("--deploy-mode is for --on spark-yarn only");
    }
    if (deployMode != null && !List.of("client", "cluster").contains(deployMode)) {
      throw CommandFailure.usage(
          "no deploy mode is called '" + deployMode + "': use client or cluster");
    }
    int paths = arguments.size() - 2;
    if (paths < (jar == null ? 1 : 0)) {
      throw CommandFailure.usage(
          "a run needs "
              + (jar == null ? "a job, " : "")
              + "an input and an output; see"
              + " drydock run -h");
    }
    for (String path : arguments.subList(paths, paths + 2)) {
      if (path.isBlank()) {
        throw CommandFailure.usage("an empty path names nothing: give an input and an output");
      }
    }
    List<String> flags = new ArrayList<>();
    String job;
    if (jar == null) {
      job = ourJob(flags);
    } else {
      if (where == Target.INLINE) {
        throw CommandFailure.usage(
            "inline runs only " + String.join(" and ", JOBS) + ": a jar needs an engine");
      }
      if (!Files.isReadable(jar)) {
        throw CommandFailure.failed(jar + " is not there: build the jar first");
      }
      job = jar.getFileName().toString().replaceFirst("\\.jar$", "");
      flags.addAll(arguments.subList(0, paths));
    }
    return new RunRequest(
        job,
        Optional.ofNullable(jar)
            .map(path -> new RunRequest.Program(path.toAbsolutePath(), mainClass)),
        where,
        "cluster".equals(deployMode),
        flags,
        qualified(arguments.get(paths)),
        qualified(arguments.get(paths + 1)),
        overwrite,
        settings);
  }

  private String ourJob(List<String> flags) throws CommandFailure {
    String job = arguments.get(0);
    if (!JOBS.contains(job)) {
      throw CommandFailure.usage("no job is called '" + job + "': " + Nearest.hint(job, JOBS));
    }
    if (arguments.size() > 3) {
      throw CommandFailure.usage(
          "'"
              + arguments.get(3)
              + "' is one argument too many: quote a glob, so that the job"
              + " expands it");
    }
    if (words != null) {
      if (!WORD_RULES.contains(words)) {
        throw CommandFailure.usage("--words " + words + ": " + Nearest.hint(words, WORD_RULES));
      }
      flags.addAll(List.of("--words", words));
    }
    if (top != null) {
      if (!job.equals("topwords")) {
        throw CommandFailure.usage("--top is for topwords only");
      }
      if (top < 1) {
        throw CommandFailure.usage("--top " + top + ": give a number from 1 up");
      }
      flags.addAll(List.of("--top", top.toString()));
    }
    return job;
  }

  /** A path without a scheme is a local file, whatever the engine's default file system is. */
  static String qualified(String path) {
    return path.matches("[A-Za-z][A-Za-z0-9+.-]+:.*")
        ? path
        : "file://" + Path.of(path).toAbsolutePath().normalize();
  }
}
