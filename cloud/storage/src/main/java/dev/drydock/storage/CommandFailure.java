package dev.drydock.storage;

import picocli.CommandLine.ExitCode;

/** What went wrong, in the words the user reads, and the code the program exits with. */
final class CommandFailure extends Exception {
  private static final long serialVersionUID = 1;

  private final int exitCode;

  private CommandFailure(int exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  /** The work failed: exit code 1. */
  static CommandFailure failed(String message) {
    return new CommandFailure(ExitCode.SOFTWARE, message);
  }

  /** The program was called wrongly: exit code 2. */
  static CommandFailure usage(String message) {
    return new CommandFailure(ExitCode.USAGE, message);
  }

  /** Ctrl-C, with nothing to go on with: exit code 130. */
  static CommandFailure interrupted(String message) {
    return new CommandFailure(Storage.INTERRUPTED, message);
  }

  int exitCode() {
    return exitCode;
  }
}
