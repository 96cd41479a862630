package dev.drydock.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * A program of verbs. Exit codes: 0 done or nothing to do, 1 failed, 2 called wrongly, 130
 * interrupted. An error is one line; with the environment variable {@code DRYDOCK_DEBUG} set, its
 * stack trace follows.
 */
public final class Program {
  static final String PREFIX = "drydock: ";

  /** Shows an error. */
  public interface Errors {
    /**
     * @param failure what the message is about
     */
    void show(String message, Exception failure);
  }

  private final Supplier<?> command;
  private final Map<String, Supplier<?>> verbs;
  private final Set<Class<? extends Exception>> explained;
  private final String interrupted;
  private final Errors errors;

  /**
   * @param command describes the program to picocli
   * @param verbs how picocli makes each verb, in the order of the help
   * @param explained exceptions whose message is the line to show
   * @param interrupted what to say after Ctrl-C
   */
  public Program(
      Supplier<?> command,
      Map<String, Supplier<?>> verbs,
      Set<Class<? extends Exception>> explained,
      String interrupted,
      Errors errors) {
    this.command = command;
    this.verbs = verbs;
    this.explained = explained;
    this.interrupted = interrupted;
    this.errors = errors;
  }

  /** Shows errors on standard error. */
  public static void showError(String message, Exception failure) {
    System.err.println(PREFIX + message);
    if (debugging()) {
      failure.printStackTrace(System.err);
    }
  }

  /** Whether the user wants to see where errors come from. */
  public static boolean debugging() {
    return !System.getenv().getOrDefault("DRYDOCK_DEBUG", "").isEmpty();
  }

  /** Runs one verb in this JVM and returns the exit code. Without a verb, it shows the help. */
  public int execute(String... args) {
    if (args.length == 0) {
      commandLine().usage(System.out);
      return ExitCode.OK;
    }
    CommandLine line = commandLine(args);
    line.setParameterExceptionHandler((failure, arguments) -> wrongUsage(failure));
    line.setExecutionExceptionHandler((failure, failed, parsed) -> failed(failure));
    return line.execute(args);
  }

  /**
   * The program with only the verb that the user typed, because describing all verbs takes longer
   * than most verbs run. If the verb is unknown, the program has all of them.
   */
  public CommandLine commandLine(String... args) {
    CommandLine line = new CommandLine(command.get());
    addHelp(line);
    String asked = args.length == 0 ? "" : args[0];
    for (String name : verbs.containsKey(asked) ? List.of(asked) : List.copyOf(verbs.keySet())) {
      CommandLine verb = new CommandLine(verbs.get(name).get());
      addHelp(verb);
      line.addSubcommand(name, verb);
    }
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setUsageHelpAutoWidth(true);
    return line;
  }

  /** A verb may use {@code -h} for something else, as {@code ls} does for human-readable sizes. */
  private static void addHelp(CommandLine line) {
    CommandSpec spec = line.getCommandSpec();
    List<String> names = new ArrayList<>(List.of("-h", "--help"));
    names.removeIf(name -> spec.findOption(name) != null);
    spec.addOption(
        OptionSpec.builder(names.toArray(String[]::new))
            .usageHelp(true)
            .description("Shows this help.")
            .build());
  }

  private int wrongUsage(ParameterException failure) {
    CommandLine line = failure.getCommandLine();
    String help = "; see " + line.getCommandSpec().qualifiedName() + " --help";
    String message = failure.getMessage();
    if (failure instanceof UnmatchedArgumentException unmatched) {
      message = unmatched(line.getCommandSpec(), unmatched.getUnmatched().get(0), help);
    } else if (failure instanceof MissingParameterException) {
      message += help;
    } else if (failure.getArgSpec() instanceof OptionSpec option
        && failure.getCause() instanceof TypeConversionException reason) {
      message = wrongValue(option, failure.getValue(), reason.getMessage());
    }
    errors.show(message, failure);
    return ExitCode.USAGE;
  }

  private static String wrongValue(OptionSpec option, String value, String reason) {
    List<String> candidates = new ArrayList<>();
    if (option.completionCandidates() != null) {
      option.completionCandidates().forEach(candidates::add);
    }
    return "%s %s: %s"
        .formatted(
            option.longestName(),
            value,
            candidates.isEmpty() ? reason : Nearest.hint(value, candidates));
  }

  private String unmatched(CommandSpec spec, String argument, String help) {
    if (argument.startsWith("-")) {
      String name = argument.replaceFirst("=.*", "");
      List<String> options =
          spec.options().stream()
              .filter(option -> !option.hidden())
              .map(OptionSpec::longestName)
              .toList();
      return "unknown option '" + name + "': " + Nearest.hint(name, options);
    }
    if (spec.parent() == null) {
      return "unknown command '" + argument + "': " + Nearest.hint(argument, verbs.keySet());
    }
    return "'" + argument + "' is an unexpected argument" + help;
  }

  /** Shows why a verb failed and returns the exit code. */
  public int failed(Exception failure) {
    if (failure instanceof CommandFailure known) {
      errors.show(known.getMessage(), known);
      return known.exitCode();
    }
    // Checked first, because an interrupted library throws its own exception.
    if (CommandFailure.isInterruption(failure)) {
      errors.show(interrupted, failure);
      return CommandFailure.INTERRUPTED;
    }
    if (explained.contains(failure.getClass())) {
      errors.show(failure.getMessage(), failure);
      return ExitCode.SOFTWARE;
    }
    errors.show(
        "unexpected: " + failure + " (please report it; DRYDOCK_DEBUG=1 shows the stack trace)",
        failure);
    return ExitCode.SOFTWARE;
  }
}
