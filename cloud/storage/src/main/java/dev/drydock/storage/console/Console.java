package dev.drydock.storage.console;

import dev.drydock.storage.files.FileFailure;
import dev.drydock.terminal.Json;
import dev.drydock.terminal.Program;
import dev.drydock.terminal.Terminal;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.channels.Channels;

/**
 * Writes results to standard output, as text or as the bytes of objects. Errors, one line each, and
 * progress go to standard error.
 */
public final class Console {
  private static final String ERASE_LINE = "\r\033[K";

  private final InputStream input;
  private final OutputStream bytes;
  private final PrintStream output;
  private final PrintStream errors;
  private final boolean terminal;
  private final boolean debug;
  private boolean lineOpen;

  /**
   * @param bytes standard output without an encoding, which says why a write fails
   */
  public Console(
      InputStream input,
      OutputStream bytes,
      PrintStream output,
      PrintStream errors,
      boolean terminal,
      boolean debug) {
    this.input = input;
    this.bytes = bytes;
    this.output = output;
    this.errors = errors;
    this.terminal = terminal;
    this.debug = debug;
  }

  public static Console ofThisProcess() {
    return new Console(
        // A channel, since a thread that waits for its bytes can be interrupted.
        Channels.newInputStream(new FileInputStream(FileDescriptor.in).getChannel()),
        new FileOutputStream(FileDescriptor.out),
        System.out,
        System.err,
        Terminal.errors(),
        Program.debugging());
  }

  /** Whether progress is one line that is updated in place. */
  public boolean isTerminal() {
    return terminal;
  }

  public PrintStream output() {
    return output;
  }

  public InputStream input() {
    return input;
  }

  /** Standard output for bytes. */
  public OutputStream bytes() {
    return bytes;
  }

  public synchronized void print(String line) {
    erase();
    output.println(line);
  }

  public void json(Object value) {
    print(Json.write(value));
  }

  public synchronized void error(String message, Throwable failure) {
    erase();
    errors.println("drydock: " + message.replaceAll("\\s*\\R\\s*", " "));
    if (debug && failure != null) {
      failure.printStackTrace(errors);
    }
  }

  public synchronized void progress(String line) {
    if (terminal) {
      int end =
          line.offsetByCodePoints(
              0, Math.min(Terminal.columns() - 1, line.codePointCount(0, line.length())));
      errors.print(ERASE_LINE + line.substring(0, end));
      errors.flush();
      lineOpen = true;
    } else {
      errors.println(line);
    }
  }

  /** Whether printed text was lost, which this reports. It is no error if the reader has gone. */
  public boolean hasLostOutput() {
    if (!output.checkError()) {
      return false;
    }
    try {
      // A PrintStream does not say what was wrong. The next byte fails for the same reason.
      bytes.write('\n');
    } catch (IOException e) {
      if (isBrokenPipe(e)) {
        return false;
      }
      error(FileFailure.of("standard output", e).getMessage(), e);
      return true;
    }
    error("standard output: some of it was not written", null);
    return true;
  }

  /** Whether a write failed because its reader, such as {@code head}, has ended. */
  public static boolean isBrokenPipe(IOException failure) {
    return String.valueOf(failure.getMessage()).contains("Broken pipe");
  }

  /** Removes the line of progress, so that the next line stands alone. */
  public synchronized void erase() {
    if (lineOpen) {
      errors.print(ERASE_LINE);
      errors.flush();
      lineOpen = false;
    }
  }
}
