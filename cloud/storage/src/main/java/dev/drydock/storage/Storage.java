package dev.drydock.storage;

import dev.drydock.cloud.objects.StorageException;
import dev.drydock.storage.commands.Cat;
import dev.drydock.storage.commands.Context;
import dev.drydock.storage.commands.Copy;
import dev.drydock.storage.commands.DiskUsage;
import dev.drydock.storage.commands.ListObjects;
import dev.drydock.storage.commands.MakeBucket;
import dev.drydock.storage.commands.Presign;
import dev.drydock.storage.commands.Remove;
import dev.drydock.storage.commands.RemoveBucket;
import dev.drydock.storage.commands.Sync;
import dev.drydock.storage.locations.Stores;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * The program. Exit codes: 0 done, 1 failed, 2 wrong usage, 130 interrupted. The system property
 * {@code drydock.state} is the folder that keeps what is known about interrupted transfers.
 */
@Command(
    name = "drydock storage",
    synopsisSubcommandLabel = "VERB",
    description = "Objects and files of s3://, gs://, hdfs:// and file:, between any two of them.",
    footer = {
      "",
      "Examples:",
      "  drydock storage mb s3://reports",
      "  drydock storage cp --recursive reports s3://reports/2026",
      "  drydock storage ls s3://reports/2026/",
      "  drydock storage VERB --help                     more about a verb"
    })
public final class Storage implements Runnable {
  static final List<String> VERBS =
      List.of("ls", "cp", "mv", "sync", "cat", "rm", "du", "mb", "rb", "presign");

  private static final long MILLIS_TO_CLEAN_UP = 1800;

  private Storage() {}

  public static void main(String[] args) {
    Thread main = Thread.currentThread();
    CountDownLatch ended = new CountDownLatch(1);
    // Ctrl-C interrupts the verb, which removes what cannot be resumed. The JVM waits for that.
    Thread onInterrupt = new Thread(() -> interruptAndWait(main, ended), "interrupt");
    Runtime.getRuntime().addShutdownHook(onInterrupt);
    endWithStarter();
    quietLibraries();
    int exitCode;
    try (Stores stores = new Stores()) {
      Context context = new Context(Console.ofThisProcess(), stores, records());
      int code = execute(context, args);
      exitCode = context.console().hasLostOutput() ? Math.max(code, 1) : code;
    } finally {
      ended.countDown();
    }
    System.out.flush();
    // Libraries leave threads running. All output has been flushed and closed.
    Runtime.getRuntime().halt(exitCode);
  }

  /**
   * Silences the libraries, whose problems are reported in our own words. DRYDOCK_DEBUG shows all.
   */
  private static void quietLibraries() {
    if (System.getenv().getOrDefault("DRYDOCK_DEBUG", "").isEmpty()) {
      System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "off");
      System.setProperty(
          "org.apache.commons.logging.Log", "org.apache.commons.logging.impl.NoOpLog");
      Logger.getLogger("").setLevel(Level.OFF);
    }
  }

  /** Ends this program with the command that started it, however that ends. */
  private static void endWithStarter() {
    String starter = System.getProperty("drydock.starter");
    if (starter != null) {
      Optional<ProcessHandle> process = ProcessHandle.of(Long.parseLong(starter));
      if (process.isPresent()) {
        var unused = process.get().onExit().thenRun(() -> System.exit(CommandFailure.INTERRUPTED));
      }
    }
  }

  private static Path records() {
    String state = System.getProperty("drydock.state");
    Path folder =
        state == null ? Path.of(System.getProperty("user.home"), ".drydock") : Path.of(state);
    return folder.resolve("transfers");
  }

  /** Runs one verb in this JVM. */
  static int execute(Context context, String... args) {
    CommandLine command = command(context, args);
    command.setParameterExceptionHandler((failure, arguments) -> wrongUsage(context, failure));
    command.setExecutionExceptionHandler((failure, line, parsed) -> failed(context, failure));
    return command.execute(args);
  }

  /** The command with the requested verb, or with all verbs if it is none of them. */
  private static CommandLine command(Context context, String... args) {
    CommandLine command = new CommandLine(new Storage());
    addHelp(command, "-h", "--help");
    String asked = args.length == 0 ? "" : args[0];
    for (String name : VERBS.contains(asked) ? List.of(asked) : VERBS) {
      CommandLine verb = new CommandLine(verb(context, name));
      // In these two, -h means human-readable sizes, as in other tools.
      if (name.equals("ls") || name.equals("du")) {
        addHelp(verb, "--help");
      } else {
        addHelp(verb, "-h", "--help");
      }
      if (name.equals("mv")) {
        verb.getCommandSpec()
            .name(name)
            .usageMessage()
            .description(
                "Moves objects and files: copies them and then removes the source. On one disk, it"
                    + " renames them.")
            .footer(
                "",
                "Has the options of cp: 'drydock storage cp --help'.",
                "",
                "Example:",
                "  drydock storage mv s3://drydock/new.csv s3://drydock/old/");
      }
      command.addSubcommand(name, verb);
    }
    command.setUsageHelpAutoWidth(true);
    return command;
  }

  private static void addHelp(CommandLine command, String... names) {
    command
        .getCommandSpec()
        .addOption(
            OptionSpec.builder(names).usageHelp(true).description("Shows this help.").build());
  }

  private static Object verb(Context context, String name) {
    return switch (name) {
      case "ls" -> new ListObjects(context);
      case "cp" -> new Copy(context, false);
      case "mv" -> new Copy(context, true);
      case "sync" -> new Sync(context);
      case "cat" -> new Cat(context);
      case "rm" -> new Remove(context);
      case "du" -> new DiskUsage(context);
      case "mb" -> new MakeBucket(context);
      case "rb" -> new RemoveBucket(context);
      case "presign" -> new Presign(context);
      default -> throw new IllegalArgumentException(name + " is not a verb");
    };
  }

  /** Shows the help when there is no verb. */
  @Override
  public void run() {
    CommandLine all = command(new Context(Console.ofThisProcess(), new Stores(), records()));
    all.usage(System.out);
  }

  private static int wrongUsage(Context context, ParameterException failure) {
    CommandLine command = failure.getCommandLine();
    String help = "; see " + command.getCommandSpec().qualifiedName() + " --help";
    String message = failure.getMessage();
    if (failure instanceof UnmatchedArgumentException unmatched) {
      message = unmatched(command, unmatched, help);
    } else if (failure instanceof MissingParameterException) {
      message = message + help;
    }
    context.console().error(message, failure);
    return ExitCode.USAGE;
  }

  private static String unmatched(
      CommandLine command, UnmatchedArgumentException failure, String help) {
    CommandSpec spec = command.getCommandSpec();
    String argument = failure.getUnmatched().get(0);
    String name = argument.replaceFirst("=.*", "");
    String kind =
        argument.startsWith("-") ? "unknown option" : spec.parent() == null ? "unknown verb" : "";
    if (kind.isEmpty()) {
      return "'" + argument + "' is an unexpected argument" + help;
    }
    List<String> known =
        argument.startsWith("-")
            ? spec.options().stream().map(OptionSpec::longestName).toList()
            : VERBS;
    return kind
        + " '"
        + name
        + "': "
        + failure.getSuggestions().stream()
            .findFirst()
            .map(nearest -> "did you mean " + nearest + "?")
            .orElse("choose one of " + String.join(", ", known));
  }

  private static int failed(Context context, Exception failure) {
    // An interrupted request ends with an exception of its store.
    if (!(failure instanceof CommandFailure) && CommandFailure.isInterruption(failure)) {
      context.console().error("interrupted: run the same command again to resume", failure);
      return CommandFailure.INTERRUPTED;
    }
    if (failure instanceof CommandFailure known) {
      context.console().error(known.getMessage(), known);
      return known.exitCode();
    }
    if (failure instanceof StorageException known) {
      context.console().error(known.getMessage(), known);
      return ExitCode.SOFTWARE;
    }
    context
        .console()
        .error(
            "unexpected: " + failure + " (set DRYDOCK_DEBUG=1 to see where; please report it)",
            failure);
    return ExitCode.SOFTWARE;
  }

  private static void interruptAndWait(Thread main, CountDownLatch ended) {
    main.interrupt();
    try {
      if (!ended.await(MILLIS_TO_CLEAN_UP, TimeUnit.MILLISECONDS)) {
        System.err.println("drydock: interrupted: run the same command again to resume");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(CommandFailure.INTERRUPTED);
  }
}
