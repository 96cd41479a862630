package dev.drydock.storage.progress;

import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Threads for the steps of many transfers. Parts of objects that have started come before other
 * objects, so that few transfers are unfinished at any time. No step waits for another one.
 */
public final class Steps implements AutoCloseable {
  private static final int FIRST_PARTS = 0;
  private static final int THEN_OBJECTS = 1;

  private record Step(int priority, long number, Runnable action)
      implements Runnable, Comparable<Step> {
    @Override
    public int compareTo(Step other) {
      return priority == other.priority
          ? Long.compare(number, other.number)
          : Integer.compare(priority, other.priority);
    }

    @Override
    public void run() {
      action.run();
    }
  }

  private final int most;
  private final Semaphore underWay;
  private final ThreadPoolExecutor threads;
  private final AtomicLong numbers = new AtomicLong();

  public Steps(int jobs) {
    this.most = jobs * 4;
    this.underWay = new Semaphore(most);
    this.threads =
        new ThreadPoolExecutor(
            jobs, jobs, 0, TimeUnit.SECONDS, new PriorityBlockingQueue<>(), Steps::thread);
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "transfer");
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Starts an object as soon as not too many others are unfinished. {@link #objectHasEnded} must
   * follow.
   */
  public void object(Runnable action) throws InterruptedException {
    underWay.acquire();
    threads.execute(new Step(THEN_OBJECTS, numbers.incrementAndGet(), action));
  }

  public void objectHasEnded() {
    underWay.release();
  }

  /** A step of an object that has started. */
  public void part(Runnable action) {
    threads.execute(new Step(FIRST_PARTS, numbers.incrementAndGet(), action));
  }

  /** Waits until every object has ended. */
  public void await() throws InterruptedException {
    underWay.acquire(most);
    underWay.release(most);
  }

  /** Interrupts the threads and waits for them for a limited time. */
  @Override
  public void close() {
    threads.shutdownNow();
    try {
      threads.awaitTermination(1500, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
