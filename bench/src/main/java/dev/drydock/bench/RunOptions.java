package dev.drydock.bench;

import dev.drydock.terminal.CommandFailure;
import picocli.CommandLine.Option;

/** What every benchmark takes. */
final class RunOptions {
  @Option(
      names = "--runs",
      defaultValue = "3",
      description = "How many of each, for the medians. Default: ${DEFAULT-VALUE}.")
  private int runs;

  @Option(names = "--json", description = "Prints JSON.")
  private boolean json;

  int runs() throws CommandFailure {
    if (runs < 1) {
      throw CommandFailure.usage("--runs " + runs + ": give a number from 1 up");
    }
    return runs;
  }

  boolean json() {
    return json;
  }
}
