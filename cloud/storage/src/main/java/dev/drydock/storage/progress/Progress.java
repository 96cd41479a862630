package dev.drydock.storage.progress;

import dev.drydock.storage.console.Console;
import dev.drydock.terminal.Sizes;
import java.util.Locale;

/** Shows the progress of a run, from its third second on. */
public final class Progress implements AutoCloseable {
  private static final long FIRST_MILLIS = 2000;
  private static final long TERMINAL_MILLIS = 200;
  private static final long PLAIN_MILLIS = 10_000;
  private static final int BAR = 20;

  private final Console console;
  private final Tally tally;
  private final Thread thread;

  public Progress(Console console, Tally tally) {
    this.console = console;
    this.tally = tally;
    this.thread = new Thread(this::show, "progress");
    thread.setDaemon(true);
    thread.start();
  }

  private void show() {
    try {
      Thread.sleep(FIRST_MILLIS);
      while (true) {
        console.progress(line(tally));
        Thread.sleep(console.isTerminal() ? TERMINAL_MILLIS : PLAIN_MILLIS);
      }
    } catch (InterruptedException closed) {
      console.erase();
    }
  }

  static String line(Tally tally) {
    long bytes = tally.bytes.sum();
    long allBytes = tally.plannedBytes.sum();
    String more = tally.isPlanWhole() ? "" : "+";
    long objects = tally.objects.sum() + tally.skipped.sum() + tally.deleted.sum();
    if (allBytes == 0) {
      return String.format(
          Locale.ROOT,
          "%d of %d%s objects (%.0f s)",
          objects,
          tally.plannedObjects.sum(),
          more,
          tally.seconds());
    }
    double share = Math.min(1, (double) bytes / allBytes);
    int filled = (int) (share * BAR);
    double seconds = tally.seconds();
    return String.format(
        Locale.ROOT,
        "[%s%s] %s of %s%s, %d of %d%s objects, %s/s (%.0f s)",
        "#".repeat(filled),
        ".".repeat(BAR - filled),
        Sizes.bytes(bytes),
        Sizes.bytes(allBytes),
        more,
        objects,
        tally.plannedObjects.sum(),
        more,
        Sizes.bytes((long) (bytes / seconds)),
        seconds);
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
