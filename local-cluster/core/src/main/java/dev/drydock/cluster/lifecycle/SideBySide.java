package dev.drydock.cluster.lifecycle;

import dev.drydock.cluster.ClusterException;
import java.util.List;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Runs several pieces of work at the same time, each in a thread. The first failure interrupts the
 * others.
 */
final class SideBySide {
  /** Work that ends soon after an interrupt. */
  interface Work {
    void run() throws ClusterException, InterruptedException;
  }

  private SideBySide() {}

  /** Runs all of them and returns when all have ended. */
  static void run(List<Work> works) throws ClusterException, InterruptedException {
    if (works.isEmpty()) {
      return;
    }
    ExecutorService threads = Executors.newFixedThreadPool(works.size());
    try {
      CompletionService<Void> ended = new ExecutorCompletionService<>(threads);
      for (Work work : works) {
        ended.submit(
            () -> {
              work.run();
              return null;
            });
      }
      for (int i = 0; i < works.size(); i++) {
        ended.take().get();
      }
    } catch (ExecutionException e) {
      throw unwrapped(e);
    } finally {
      threads.shutdownNow();
      awaitEnd(threads);
    }
  }

  private static ClusterException unwrapped(ExecutionException e) throws InterruptedException {
    if (e.getCause() instanceof InterruptedException interrupted) {
      throw interrupted;
    }
    if (e.getCause() instanceof RuntimeException unexpected) {
      throw unexpected;
    }
    return e.getCause() instanceof ClusterException known
        ? known
        : new ClusterException(e.getCause().toString(), e);
  }

  /** The caller must know what they have started, so an interrupt does not end the wait. */
  private static void awaitEnd(ExecutorService threads) {
    boolean interrupted = false;
    boolean ended = false;
    while (!ended) {
      try {
        ended = threads.awaitTermination(1, TimeUnit.MINUTES);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
