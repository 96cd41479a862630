package dev.drydock.storage;

import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedByInterruptException;
import picocli.CommandLine.ExitCode;

/** A failure: the words for the user, and the program's exit code. */
public final class CommandFailure extends Exception {
  static final int INTERRUPTED = 130;

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
   * Whether an exception was caused by an interrupt of this thread; clears the interrupt status.
   * HDFS clears it itself and throws an exception of a kind that sockets throw when they time out.
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

  /** Ctrl-C, after which nothing can be resumed: exit code 130. */
  public static CommandFailure interrupted(String message) {
    return new CommandFailure(INTERRUPTED, message);
  }

  int exitCode() {
    return exitCode;
  }
}
