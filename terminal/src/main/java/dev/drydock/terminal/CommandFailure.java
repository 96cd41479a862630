package dev.drydock.terminal;

import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedByInterruptException;
import picocli.CommandLine.ExitCode;

/** A failure: the message for the user and the exit code of the program. */
public final class CommandFailure extends Exception {
  private static final long serialVersionUID = 1L;

  /** The exit code of a program that Ctrl-C has ended: 128 and the number of SIGINT. */
  public static final int INTERRUPTED = 130;

  private final int exitCode;

  private CommandFailure(int exitCode, String message, Throwable cause) {
    super(message, cause);
    this.exitCode = exitCode;
  }

  /** The work failed: exit code 1. */
  public static CommandFailure failed(String message) {
    return failed(message, null);
  }

  /** The work failed: exit code 1. */
  public static CommandFailure failed(String message, Throwable cause) {
    return new CommandFailure(ExitCode.SOFTWARE, message, cause);
  }

  /** The program was called wrongly: exit code 2. */
  public static CommandFailure usage(String message) {
    return new CommandFailure(ExitCode.USAGE, message, null);
  }

  /** Ctrl-C: exit code {@value #INTERRUPTED}. */
  public static CommandFailure interrupted(String message) {
    return new CommandFailure(INTERRUPTED, message, null);
  }

  /**
   * Whether a failure is the consequence of an interrupt, and clears the thread's interrupt status.
   * Libraries wrap the {@link InterruptedException}; HDFS clears the status and throws an {@link
   * InterruptedIOException}, whose subclass for sockets means that a server was too slow.
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

  public int exitCode() {
    return exitCode;
  }
}
