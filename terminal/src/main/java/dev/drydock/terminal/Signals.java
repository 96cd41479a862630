package dev.drydock.terminal;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/**
 * Runs a program so that Ctrl-C and SIGTERM interrupt its work instead of cutting it off: the
 * thread is interrupted, cleans up, and the JVM waits for that.
 */
public final class Signals {
  /** How the JVM ends. */
  public enum End {
    /** With its shutdown hooks. */
    EXIT,
    /** At once, without waiting for threads and hooks that libraries leave. */
    HALT
  }

  private Signals() {}

  /**
   * Runs the work in this thread and ends the JVM with the exit code that it returns.
   *
   * @param patience how long the work has to clean up after a signal
   * @param late what to say if it takes longer
   */
  public static void run(IntSupplier work, Duration patience, String late, End end) {
    Thread worker = Thread.currentThread();
    CountDownLatch ended = new CountDownLatch(1);
    Thread onSignal =
        new Thread(
            () -> {
              worker.interrupt();
              await(ended, patience, late);
              if (end == End.HALT) {
                Runtime.getRuntime().halt(CommandFailure.INTERRUPTED);
              }
            },
            "interrupt");
    Runtime.getRuntime().addShutdownHook(onSignal);
    int exitCode;
    try {
      exitCode = work.getAsInt();
    } finally {
      ended.countDown();
    }
    System.out.flush();
    if (end == End.HALT) {
      Runtime.getRuntime().halt(exitCode);
    }
    try {
      Runtime.getRuntime().removeShutdownHook(onSignal);
    } catch (IllegalStateException shuttingDown) {
      return;
    }
    System.exit(exitCode);
  }

  private static void await(CountDownLatch ended, Duration patience, String late) {
    try {
      if (!ended.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        System.err.println(Program.PREFIX + late);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Ends this JVM when the process that started it ends, however that ends. System property {@code
   * drydock.starter} is its number; without it this does nothing.
   */
  public static void endWithStarter() {
    Optional.ofNullable(Long.getLong("drydock.starter"))
        .flatMap(ProcessHandle::of)
        .map(ProcessHandle::onExit)
        .ifPresent(
            exit -> {
              var unused = exit.thenRun(() -> System.exit(CommandFailure.INTERRUPTED));
            });
  }
}
