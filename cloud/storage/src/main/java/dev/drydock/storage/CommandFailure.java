package dev.drydock.storage;

import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedByInterruptException;
import picocli.CommandLine.ExitCode;

/** What went wrong, in the words the user reads, and the code the program exits with. */
public final class CommandFailure extends Exception {
  private static final long serialVersionUID = 1;

  private final int exitCode;

  private CommandFailure(int exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  /** The work failed: exit code 1. */
  public static CommandFailure failed(String message) {
    return new CommandFailure(ExitCode.SOFTWARE, message);
  }

  /** The program was called wrongly: exit code 2. */
  public static CommandFailure usage(String message) {
    return new CommandFailure(ExitCode.USAGE, message);
  }

  /**
   * Whether it failed since its thread was interrupted, which it knows no more. HDFS throws what
   * clears that, of a kind that is also of sockets that took too long.
   */
  public static boolean isInterruption(Exception failure) {
    boolean interrupted = Thread.interrupted();
    for (Throwable cause = failure; cause != null && !interrupted; cause = cause.getCause()) {
      interrupted =
          cause instanceof InterruptedException
              || cause instanceof ClosedByInterruptException
              || (cause instanceof InterruptedIOException
                  && !(cause instanceof SocketTimeoutException));
    }
    return interrupted;
  }

  /** Ctrl-C, with nothing to go on with: exit code 130. */
  public static CommandFailure interrupted(String message) {
    return new CommandFailure(Storage.INTERRUPTED, message);
  }

  int exitCode() {
    return exitCode;
  }
}
