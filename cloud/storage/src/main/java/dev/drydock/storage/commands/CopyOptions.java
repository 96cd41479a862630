package dev.drydock.storage.commands;

import dev.drydock.terminal.CommandFailure;
import picocli.CommandLine.Option;

/** The options that cp, mv, sync and rm share. */
final class CopyOptions {
  @Option(names = "--dry-run", description = "Only shows what would be done.")
  boolean dryRun;

  @Option(names = "--json", description = "Prints the result as JSON.")
  boolean json;

  @Option(
      names = {"-j", "--jobs"},
      description = "The number of requests at the same time. Default: ${DEFAULT-VALUE}.")
  int jobs = 8;

  void check() throws CommandFailure {
    if (jobs < 1 || jobs > 256) {
      throw CommandFailure.usage("--jobs " + jobs + ": give a number from 1 to 256");
    }
  }
}
