package dev.drydock.storage;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Results on standard output; errors, each one line, and progress on standard error. */
final class Console {
  private static final String ERASE_LINE = "\r\033[K";

  private final PrintStream output;
  private final PrintStream errors;
  private final boolean terminal;
  private final boolean debug;
  private boolean lineOpen;

  Console(PrintStream output, PrintStream errors, boolean terminal, boolean debug) {
    this.output = output;
    this.errors = errors;
    this.terminal = terminal;
    this.debug = debug;
  }

  static Console ofThisProcess() {
    return new Console(
        System.out,
        System.err,
        isTerminal(2),
        !System.getenv().getOrDefault("DRYDOCK_DEBUG", "").isEmpty());
  }

  /** Whether progress is one line that is updated in place. */
  boolean isTerminal() {
    return terminal;
  }

  PrintStream output() {
    return output;
  }

  synchronized void print(String line) {
    erase();
    output.println(line);
  }

  void json(Object value) {
    try {
      print(
          JSON.std
              .with(JSON.Feature.PRETTY_PRINT_OUTPUT, JSON.Feature.WRITE_NULL_PROPERTIES)
              .asString(value));
    } catch (IOException e) {
      throw new UncheckedIOException("a value of this program does not fit into JSON", e);
    }
  }

  synchronized void error(String message, Throwable failure) {
    erase();
    errors.println("drydock: " + message.replaceAll("\\s*\\R\\s*", " "));
    if (debug && failure != null) {
      failure.printStackTrace(errors);
    }
  }

  synchronized void progress(String line) {
    if (terminal) {
      int end =
          line.offsetByCodePoints(
              0, Math.min(columns() - 1, line.codePointCount(0, line.length())));
      errors.print(ERASE_LINE + line.substring(0, end));
      errors.flush();
      lineOpen = true;
    } else {
      errors.println(line);
    }
  }

  /** Removes the line of progress, so that what is printed next stands alone. */
  synchronized void erase() {
    if (lineOpen) {
      errors.print(ERASE_LINE);
      errors.flush();
      lineOpen = false;
    }
  }

  private static int columns() {
    try {
      return Integer.parseInt(System.getenv().getOrDefault("COLUMNS", "80"));
    } catch (NumberFormatException e) {
      return 80;
    }
  }

  /** Java tells only whether input AND output are a terminal; Linux tells of each. */
  private static boolean isTerminal(int descriptor) {
    try {
      Path target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor));
      return target.startsWith("/dev/pts") || target.toString().startsWith("/dev/tty");
    } catch (IOException e) {
      return false;
    }
  }
}
