package dev.drydock.jobs;

import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * An entry of the catalogue.
 *
 * @param name the name that users type
 * @param summary one sentence
 * @param arguments makes an object with annotated fields for the job's flags. A flag may be left
 *     out; its default is the initial value of its field, which also applies if nothing is parsed
 * @param result what it writes
 * @param classes what to start, for each engine that has the job
 */
public record Job<A extends InOut>(
    String name,
    String summary,
    Supplier<A> arguments,
    Result result,
    Map<Engine, String> classes) {

  /**
   * Reads the arguments of the job.
   *
   * @throws UsageException that names the wrong argument and says what is valid
   */
  public A parse(String... line) throws UsageException {
    A parsed = arguments.get();
    if (line.length == 2 && !line[0].startsWith("-") && !line[1].startsWith("-")) {
      // No flags: to load picocli would cost a tenth of the CPU time of a small job.
      parsed.set(line[0], line[1]);
      return parsed;
    }
    try {
      command(parsed).parseArgs(line);
      return parsed;
    } catch (ParameterException e) {
      throw new UsageException(message(e));
    }
  }

  /** The job as a command, for its help and for the specification of its flags. */
  public CommandLine command() {
    return command(arguments.get());
  }

  private CommandLine command(A filled) {
    CommandLine command =
        new CommandLine(filled).setCommandName(name).setExpandAtFiles(false); // @ may begin a path
    command.getCommandSpec().usageMessage().description(summary).sortSynopsis(false);
    return command;
  }

  private String message(ParameterException failure) {
    String usage = "usage: " + failure.getCommandLine().getHelp().synopsis(0).strip();
    if (failure instanceof UnmatchedArgumentException unmatched) {
      String first = unmatched.getUnmatched().get(0);
      if (!first.startsWith("-")) {
        return usage;
      }
      String flag = first.replaceFirst("=.*", "");
      String hint =
          unmatched.getSuggestions().stream()
              .findFirst()
              .map(nearest -> "did you mean " + nearest + "?")
              .orElse(usage);
      return "%s: unknown flag %s: %s".formatted(name, flag, hint);
    }
    if (failure instanceof MissingParameterException missing) {
      return missing.getMissing().get(0) instanceof OptionSpec option
          ? "%s: %s needs a value".formatted(name, option.longestName())
          : usage;
    }
    return failure.getArgSpec() instanceof OptionSpec option
            && failure.getCause() instanceof TypeConversionException value
        ? "%s: %s %s: %s"
            .formatted(name, option.longestName(), failure.getValue(), value.getMessage())
        : "%s: %s".formatted(name, failure.getMessage());
  }
}
