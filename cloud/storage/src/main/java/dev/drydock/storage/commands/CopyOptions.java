package dev.drydock.storage.commands;

import dev.drydock.storage.CommandFailure;
import picocli.CommandLine.Option;

/** What cp, mv and sync have in common. */
final class CopyOptions {
  @Option(names = "--dry-run", description = "Only tells what would be done.")
  boolean dryRun;

  @Option(names = "--json", description = "The result as JSON.")
  boolean json;

  @Option(
      names = {"-j", "--jobs"},
      description = "How many requests at once. Default: ${DEFAULT-VALUE}.")
  int jobs = 8;

  void check() throws CommandFailure {
    if (jobs < 1 || jobs > 256) {
      throw CommandFailure.usage("--jobs " + jobs + ": give a number from 1 to 256");
    }
  }
}
