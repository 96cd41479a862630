package dev.drydock.cli;

import picocli.CommandLine.ExitCode;

/** What went wrong, in the words the user reads, and the code the command exits with. */
final class CommandFailure extends Exception {
  private static final long serialVersionUID = 1L;

  private final int exitCode;

  private CommandFailure(int exitCode, String message, Throwable cause) {
    super(message, cause);
    this.exitCode = exitCode;
  }

  /** The work failed: exit code 1. */
  static CommandFailure failed(String message) {
    return failed(message, null);
  }

  static CommandFailure failed(String message, Throwable cause) {
    return new CommandFailure(ExitCode.SOFTWARE, message, cause);
  }

  /** The command was called wrongly: exit code 2. */
  static CommandFailure usage(String message) {
    return new CommandFailure(ExitCode.USAGE, message, null);
  }

  int exitCode() {
    return exitCode;
  }
}
