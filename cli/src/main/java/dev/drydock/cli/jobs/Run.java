package dev.drydock.cli.jobs;

import dev.drydock.cli.cluster.ClusterOption;
import dev.drydock.cli.jobs.RunRequest.Ours;
import dev.drydock.cli.jobs.RunRequest.Program;
import dev.drydock.cli.jobs.RunRequest.UserJar;
import dev.drydock.cluster.ClusterException;
import dev.drydock.cluster.Installation;
import dev.drydock.cluster.LocalCluster;
import dev.drydock.jobs.Engine;
import dev.drydock.jobs.Job;
import dev.drydock.jobs.Jobs;
import dev.drydock.terminal.CommandFailure;
import dev.drydock.terminal.Json;
import dev.drydock.terminal.Nearest;
import dev.drydock.terminal.Progress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** Picocli reads the flags of a job together with the options of the run, so both are checked. */
@Command(
    name = "run",
    description = "Runs a job on an engine. The output appears only once it is complete.")
public final class Run implements Callable<Integer> {
  @Parameters(
      paramLabel = "[JOB] IN OUT",
      completionCandidates = Names.class,
      description = "The job (not with --jar), its input and its output.")
  private List<String> arguments = List.of();

  @Option(
      names = "--on",
      paramLabel = "TARGET",
      completionCandidates = Target.Labels.class,
      description = "Where the job runs.")
  private String target;

  @Option(
      names = "--overwrite",
      description = "Replaces an existing output once the job has succeeded.")
  private boolean overwrite;

  @Option(names = "--json", description = "Prints the result and its cost as JSON.")
  private boolean json;

  @Option(
      names = "--deploy-mode",
      paramLabel = "MODE",
      description = "spark-yarn: client (the default) or cluster.")
  private String deployMode;

  @Option(names = "--jar", paramLabel = "JAR", description = "Your own job, for this engine.")
  private Path jar;

  @Option(
      names = "--class",
      paramLabel = "CLASS",
      description = "The jar's main class, if its manifest names none.")
  private String mainClass = "";

  @Option(
      names = {"-D", "--conf"},
      paramLabel = "KEY=VALUE",
      description = "A setting of the engine.")
  private Map<String, String> settings = new LinkedHashMap<>();

  @Mixin private ClusterOption option;

  @Spec private CommandSpec spec;

  private final Optional<Job<?>> job;
  private final List<OptionSpec> flags;

  private Run(Optional<Job<?>> job, List<OptionSpec> flags) {
    this.job = job;
    this.flags = flags;
  }

  /**
   * The verb for a command line, with the flags and the help of the job that the line names.
   *
   * @param line may be for another verb; then the result is not used
   */
  public static CommandSpec spec(String... line) {
    List<String> typed = List.of(line);
    // A user's driver may have jobs with the same names as Drydock's.
    boolean userJar = typed.stream().anyMatch(argument -> argument.matches("--jar(=.*)?"));
    Optional<Job<?>> job =
        typed.stream()
            .filter(argument -> !userJar)
            .flatMap(argument -> named(argument).stream())
            .findFirst();
    List<OptionSpec> flags = job.map(Run::flags).orElse(List.of());
    CommandSpec spec = CommandSpec.forAnnotatedObject(new Run(job, flags));
    flags.forEach(spec::addOption);
    job.ifPresentOrElse(
        known -> RunHelp.explain(known, spec.usageMessage()),
        () -> RunHelp.explainAll(spec.usageMessage()));
    // If the job is misspelt, the error is its name and not its flags.
    spec.parser().unmatchedOptionsArePositionalParams(job.isEmpty() && !userJar);
    return spec;
  }

  /** The verb with the flags of all jobs, for completion. */
  public static CommandSpec completed() {
    CommandSpec spec = spec();
    for (Job<?> each : Jobs.ALL) {
      for (OptionSpec flag : flags(each)) {
        if (spec.findOption(flag.longestName()) == null) {
          spec.addOption(flag);
        }
      }
    }
    return spec;
  }

  private static List<OptionSpec> flags(Job<?> job) {
    return job.command().getCommandSpec().options();
  }

  private static Optional<Job<?>> named(String name) {
    return Jobs.ALL.stream().filter(job -> job.name().equals(name)).findFirst();
  }

  /** Names of jobs, for completion. */
  static final class Names implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return names().iterator();
    }
  }

  private static List<String> names() {
    return Jobs.ALL.stream().map(Job::name).toList();
  }

  @Override
  public Integer call() throws CommandFailure, ClusterException, InterruptedException {
    RunRequest request = request();
    Installation installation = Installation.locate();
    LocalCluster cluster = option.cluster();
    Path log =
        RunLogs.create(installation, request.program().name() + "-" + request.target().label());
    UnfinishedRuns.end(installation, System.err::println);
    try (Progress progress = new Progress();
        RemoteFiles files = new RemoteFiles(installation, cluster, log, settings)) {
      RunResult result =
          new JobRun(installation, cluster, option, files)
              .run(request, log, progress, System.err::println);
      System.out.println(json ? Json.write(result.toMap()) : result.line());
    }
    return 0;
  }

  private RunRequest request() throws CommandFailure {
    if (jar == null) {
      requireJob();
    }
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
    Program program = jar == null ? ours(where) : userJar(where);
    int first = jar == null ? 1 : Math.max(0, arguments.size() - 2);
    List<String> paths = arguments.subList(first, arguments.size());
    if (paths.size() < 2) {
      throw CommandFailure.usage(
          program.name() + " needs an input and an output; see drydock run --help");
    }
    if (paths.size() > 2) {
      throw CommandFailure.usage(
          "'"
              + paths.get(2)
              + "' is one argument too many: quote a glob, so that the job expands it");
    }
    if (paths.stream().anyMatch(String::isBlank)) {
      throw CommandFailure.usage("an empty path names nothing: give an input and an output");
    }
    return new RunRequest(
        program,
        where,
        "cluster".equals(deployMode),
        jar == null ? typedFlags() : arguments.subList(0, first),
        qualified(paths.get(0)),
        qualified(paths.get(1)),
        overwrite,
        settings);
  }

  private void requireJob() throws CommandFailure {
    Optional<String> name =
        arguments.stream().filter(argument -> !argument.startsWith("-")).findFirst();
    if (name.isEmpty()) {
      throw CommandFailure.usage(
          "a run needs a job, an input and an output; see drydock run --help");
    }
    if (!name.equals(job.map(Job::name))) {
      throw CommandFailure.usage(
          "no job is called '" + name.get() + "': " + Nearest.hint(name.get(), names()));
    }
  }

  private Program ours(Target where) throws CommandFailure {
    Job<?> ours = job.orElseThrow();
    if (!ours.classes().containsKey(where.engine())) {
      throw CommandFailure.usage(
          ours.name()
              + " does not run on "
              + where.label()
              + ": choose one of "
              + String.join(", ", Target.labels(ours)));
    }
    return new Ours(ours);
  }

  private Program userJar(Target where) throws CommandFailure {
    if (where == Target.INLINE) {
      throw CommandFailure.usage(
          "inline does not run jars: choose one of "
              + Target.labels().stream()
                  .filter(label -> !label.equals(where.label()))
                  .collect(Collectors.joining(", ")));
    }
    if (where.engine() == Engine.SPARK && mainClass.isEmpty()) {
      throw CommandFailure.usage("--class is missing: which class of the jar is the Spark job?");
    }
    if (!Files.isReadable(jar)) {
      throw CommandFailure.failed(jar + " does not exist: build the jar first");
    }
    return new UserJar(jar.toAbsolutePath(), mainClass);
  }

  /** The job parses its flags again in its own process. */
  private List<String> typedFlags() {
    ParseResult parsed = spec.commandLine().getParseResult();
    List<String> typed = new ArrayList<>();
    for (OptionSpec flag : flags) {
      if (parsed.hasMatchedOption(flag)) {
        flag.originalStringValues().forEach(value -> typed.add(flag.longestName() + "=" + value));
      }
    }
    return typed;
  }

  /** A path without a scheme is a local file, whatever the engine's default file system is. */
  static String qualified(String path) {
    return path.matches("[A-Za-z][A-Za-z0-9+.-]+:.*")
        ? path
        : "file://" + Path.of(path).toAbsolutePath().normalize();
  }
}
