package dev.drydock.testing;

import java.io.IOException;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * Ends processes in the middle of their work: by SIGKILL at moments that a seed chooses, so that a
 * failure can be repeated, or by SIGINT as Ctrl-C does.
 */
public final class Kills {
  private final long seed;
  private final Random random;

  /** The same seed gives the same moments, one after another. */
  public Kills(long seed) {
    this.seed = seed;
    this.random = new Random(seed);
  }

  /**
   * What happened to a process.
   *
   * @param after how long it ran from the call of {@link #kill} on
   * @param hadEnded whether it had ended by itself before
   */
  public record Kill(long seed, Duration after, boolean hadEnded) {
    /** For messages, as in {@code killed after 37 ms (seed 2)}. */
    @Override
    public String toString() {
      return (hadEnded ? "ended before it was killed after " : "killed after ")
          + after.toMillis()
          + " ms (seed "
          + seed
          + ")";
    }
  }

  /**
   * Lets a process run for a random time, kills it, and waits until it is gone.
   *
   * @param earliest the shortest time from now on
   * @param latest the limit of the time, which is not reached
   */
  public Kill kill(Process process, Duration earliest, Duration latest)
      throws InterruptedException {
    // The moment is the test's input, and not a wait for something to happen.
    Duration after =
        earliest.plusMillis(random.nextInt(Math.toIntExact(latest.minus(earliest).toMillis())));
    boolean ended = process.waitFor(after.toMillis(), TimeUnit.MILLISECONDS);
    kill(process);
    return new Kill(seed, after, ended);
  }

  /** Kills a process now, and waits until it is gone. */
  public static void kill(Process process) throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Sends SIGINT to a process, as Ctrl-C does, and does not wait for its end. */
  public static void interrupt(Process process) throws IOException, InterruptedException {
    int exitCode =
        new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
    if (exitCode != 0) {
      throw new IOException("no process " + process.pid());
    }
  }
}
