package dev.drydock.cluster.process;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Turns the end of this JVM (Ctrl-C, SIGTERM) into an interrupt of the thread that starts a
 * cluster, and delays the end until that thread has ended what it started.
 */
public final class Interruption {
  private final CountDownLatch done = new CountDownLatch(1);
  private final Thread hook;

  private Interruption(Thread thread) {
    hook =
        new Thread(
            () -> {
              thread.interrupt();
              try {
                done.await(60, TimeUnit.SECONDS);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            "drydock-interruption");
  }

  public static Interruption ofThisThread() throws InterruptedException {
    Interruption interruption = new Interruption(Thread.currentThread());
    try {
      Runtime.getRuntime().addShutdownHook(interruption.hook);
    } catch (IllegalStateException e) {
      throw new InterruptedException("this JVM is ending");
    }
    return interruption;
  }

  public void close() {
    done.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // It is running, and may end now.
    }
  }
}
