package dev.drydock.bench;

import dev.drydock.terminal.CommandFailure;
import picocli.CommandLine.Option;

/** The options of every benchmark. */
final class RunOptions {
  @Option(
      names = "--runs",
      defaultValue = "3",
      description = "Number of runs, for the medians. Default: ${DEFAULT-VALUE}.")
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
