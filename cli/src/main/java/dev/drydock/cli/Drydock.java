package dev.drydock.cli;

import dev.drydock.cluster.ClusterException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * The command. Exit codes: 0 done or nothing to do, 1 failed, 2 called wrongly. An error is one
 * line; with the environment variable {@code DRYDOCK_DEBUG} set, its stack trace follows.
 */
@Command(
    name = "drydock",
    synopsisSubcommandLabel = "COMMAND",
    description = "Distributed jobs in Java, tried on one machine against real engines.",
    footer = {
      "",
      "Examples:",
      "  drydock demo                                    count words on every engine",
      "  drydock up                                      start HDFS, YARN, Spark and S3",
      "  drydock run wordcount --on yarn hdfs:/in hdfs:/out",
      "  drydock storage cp report.csv s3://drydock/     objects and files of every store",
      "  drydock COMMAND --help                          more about a command"
    })
public final class Drydock implements Runnable {
  static final List<String> VERBS =
      List.of(
          "demo",
          "up",
          "down",
          "status",
          "logs",
          "env",
          "doctor",
          "run",
          "generate",
          "bench",
          "storage",
          "hadoop",
          "hdfs",
          "yarn",
          "mapred",
          "spark-submit",
          "spark-sql",
          "spark-shell");

  private static final int SECONDS_TO_CLEAN_UP = 60;

  private Drydock() {}

  public static void main(String[] args) {
    Thread main = Thread.currentThread();
    CountDownLatch ended = new CountDownLatch(1);
    // Ctrl-C interrupts the verb, which ends what it started; the JVM waits for that.
    Thread onInterrupt = new Thread(() -> interruptAndWait(main, ended), "interrupt");
    Runtime.getRuntime().addShutdownHook(onInterrupt);
    int exitCode;
    try {
      exitCode = execute(args);
    } finally {
      ended.countDown();
    }
    try {
      Runtime.getRuntime().removeShutdownHook(onInterrupt);
    } catch (IllegalStateException shuttingDown) {
      return;
    }
    System.exit(exitCode);
  }

  /** Runs one command in this JVM. */
  static int execute(String... args) {
    if (args.length > 0 && PassThrough.takes(args[0])) {
      try {
        return PassThrough.run(args[0], List.of(args).subList(1, args.length));
      } catch (CommandFailure | ClusterException | InterruptedException e) {
        return failed(e);
      }
    }
    CommandLine command = command(args);
    command.setParameterExceptionHandler((failure, arguments) -> wrongUsage(failure));
    command.setExecutionExceptionHandler((failure, line, parsed) -> failed(failure));
    return command.execute(args);
  }

  /**
   * The command with the one verb that was asked for, because describing all of them takes longer
   * than most verbs; with all of them if a verb has to be looked for.
   */
  static CommandLine command(String... args) {
    CommandLine command = new CommandLine(new Drydock());
    addHelp(command);
    command
        .getCommandSpec()
        .versionProvider(Versions::lines)
        .addOption(
            OptionSpec.builder("-V", "--version")
                .versionHelp(true)
                .description("Shows the versions of Drydock and of the engines.")
                .build());
    String asked = args.length == 0 ? "" : args[0];
    List<String> wanted = VERBS.contains(asked) ? List.of(asked) : VERBS;
    for (String name : wanted) {
      CommandLine verb = new CommandLine(verb(name));
      addHelp(verb);
      command.addSubcommand(name, verb);
    }
    command.setCaseInsensitiveEnumValuesAllowed(true);
    command.setUsageHelpAutoWidth(true);
    return command;
  }

  private static void addHelp(CommandLine command) {
    command
        .getCommandSpec()
        .addOption(
            OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Shows this help.")
                .build());
  }

  private static Object verb(String name) {
    return switch (name) {
      case "demo" -> new Demo();
      case "up" -> new Up();
      case "down" -> new Down();
      case "status" -> new Status();
      case "logs" -> new Logs();
      case "env" -> new Env();
      case "doctor" -> new Doctor();
      case "run" -> new Run();
      case "generate" -> new Generate();
      case "bench" -> new Bench();
      default -> PassThrough.spec(name);
    };
  }

  /** Called without a verb: shows what there is. */
  @Override
  public void run() {
    command().usage(System.out);
  }

  private static int wrongUsage(ParameterException failure) {
    CommandLine command = failure.getCommandLine();
    String message = failure.getMessage();
    if (failure instanceof UnmatchedArgumentException unmatched) {
      message = unmatched(command, unmatched.getUnmatched().get(0));
    } else if (failure instanceof MissingParameterException missing) {
      message = missing.getMessage() + "; see " + command.getCommandSpec().qualifiedName() + " -h";
    }
    tell(message, failure);
    return ExitCode.USAGE;
  }

  private static String unmatched(CommandLine command, String argument) {
    CommandSpec spec = command.getCommandSpec();
    if (argument.startsWith("-")) {
      List<String> options =
          spec.options().stream()
              .filter(option -> !option.hidden())
              .map(OptionSpec::longestName)
              .toList();
      String name = argument.replaceFirst("=.*", "");
      return "unknown option '" + name + "': " + Nearest.hint(name, options);
    }
    if (spec.parent() == null) {
      return "unknown command '" + argument + "': " + Nearest.hint(argument, VERBS);
    }
    return "'" + argument + "' is one argument too many; see " + spec.qualifiedName() + " -h";
  }

  private static int failed(Exception failure) {
    if (failure instanceof CommandFailure known) {
      tell(known.getMessage(), known);
      return known.exitCode();
    }
    if (failure instanceof ClusterException known) {
      tell(known.getMessage(), known);
      return ExitCode.SOFTWARE;
    }
    if (failure instanceof InterruptedException) {
      tell("interrupted", failure);
      return 130;
    }
    tell("unexpected: " + failure + " (DRYDOCK_DEBUG=1 shows where; please report it)", failure);
    return ExitCode.SOFTWARE;
  }

  private static void tell(String message, Exception failure) {
    System.err.println("drydock: " + message);
    if (!System.getenv().getOrDefault("DRYDOCK_DEBUG", "").isEmpty()) {
      failure.printStackTrace(System.err);
    }
  }

  private static void interruptAndWait(Thread main, CountDownLatch ended) {
    main.interrupt();
    try {
      if (!ended.await(SECONDS_TO_CLEAN_UP, TimeUnit.SECONDS)) {
        System.err.println("drydock: could not end everything; 'drydock down' finds the rest");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
