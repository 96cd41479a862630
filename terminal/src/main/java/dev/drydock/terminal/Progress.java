package dev.drydock.terminal;

import java.io.PrintStream;
import java.time.Duration;

/**
 * Shows progress on standard error: one line that is updated in place on a terminal, else a plain
 * line every ten seconds.
 */
public final class Progress implements AutoCloseable {
  private static final Duration PLAIN_INTERVAL = Duration.ofSeconds(10);
  private static final Duration TERMINAL_INTERVAL = Duration.ofMillis(100);
  private static final String ERASE_LINE = "\r\033[K";

  private final PrintStream stream;
  private final boolean terminal;
  private long start;
  private long lastShown;
  private boolean lineOpen;

  public Progress() {
    this(System.err, Terminal.errors());
  }

  Progress(PrintStream stream, boolean terminal) {
    this.stream = stream;
    this.terminal = terminal;
    this.start = System.nanoTime();
    this.lastShown = start;
  }

  /** Shows the text if it is time to; call it whenever there is something new. */
  public synchronized void update(String text) {
    long now = System.nanoTime();
    if (now - lastShown < (terminal ? TERMINAL_INTERVAL : PLAIN_INTERVAL).toNanos()) {
      return;
    }
    lastShown = now;
    String line = text + " (" + (now - start) / 1_000_000_000 + " s)";
    if (terminal) {
      stream.print(ERASE_LINE + Table.clip(line, Terminal.columns() - 1));
      stream.flush();
      lineOpen = true;
    } else {
      stream.println(line);
    }
  }

  /** Shows a step, always on a line of its own; a terminal keeps only the last one. */
  public synchronized void tell(String text) {
    if (terminal) {
      lastShown = 0;
      update(text);
    } else {
      stream.println(text);
    }
  }

  /**
   * Removes the updated line, so that what is printed next starts on an empty line; the time is
   * measured from here.
   */
  public synchronized void clear() {
    start = System.nanoTime();
    lastShown = start;
    if (lineOpen) {
      stream.print(ERASE_LINE);
      stream.flush();
      lineOpen = false;
    }
  }

  @Override
  public void close() {
    clear();
  }
}
