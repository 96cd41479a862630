package dev.drydock.cli;

import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;

@Command(
    name = "completion",
    description = "Prints a script for bash and zsh that completes verbs, options and names.",
    footer = {"", "Example:", "  source <(./drydock completion)"})
final class Completion implements Callable<Integer> {
  private final Supplier<CommandLine> command;

  /**
   * @param command the command with all its verbs
   */
  Completion(Supplier<CommandLine> command) {
    this.command = command;
  }

  @Override
  public Integer call() {
    System.out.println(AutoComplete.bash("drydock", command.get()));
    return 0;
  }
}
