package dev.drydock.cloud.google;

import com.google.api.client.http.HttpResponseException;
import com.google.auth.Retryable;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.apache.http.ConnectionClosedException;
import org.apache.http.NoHttpResponseException;

/**
 * Retries calls after failures that may be temporary, with pauses that grow, or with those that the
 * server asks for. Nothing else retries: a caller that did so as well would multiply the time.
 */
public final class GoogleRetries {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(8);

  /**
   * This many attempts are made however long they take, since a single request may take longer than
   * the patience.
   */
  private static final int LEAST_ATTEMPTS = 3;

  /** Few, because each timeout takes long. */
  private static final int MOST_TIMEOUTS = 2;

  /** With fewer bytes as progress, a connection that always breaks early would last for hours. */
  private static final long PROGRESS = 256 << 10;

  private final Duration patience;
  private final Predicate<Exception> isTemporary;
  private final Pause pause;

  /** Waits before the next attempt. */
  interface Pause {
    void forAsLongAs(Duration time) throws InterruptedException;
  }

  /**
   * @param patience how long to retry after the first failure, or after the last call that made
   *     progress
   * @param isTemporary whether another attempt may succeed
   */
  public GoogleRetries(Duration patience, Predicate<Exception> isTemporary) {
    this(patience, isTemporary, time -> Thread.sleep(time.toMillis()));
  }

  GoogleRetries(Duration patience, Predicate<Exception> isTemporary, Pause pause) {
    this.patience = patience;
    this.isTemporary = isTemporary;
    this.pause = pause;
  }

  /** Makes a call, and makes it again as a whole when it fails for a while. */
  public <T> T call(Callable<T> call) throws Exception {
    return call(call, () -> 0);
  }

  /**
   * Makes a call that continues where the one before it broke off.
   *
   * @param arrived how many bytes the server has, as far as is known
   */
  public <T> T call(Callable<T> call, LongSupplier arrived) throws Exception {
    long before = arrived.getAsLong();
    long since = System.nanoTime();
    Duration next = FIRST_PAUSE;
    int timeouts = 0;
    for (int attempts = 1; ; attempts++) {
      try {
        return call.call();
      } catch (Exception e) {
        long now = System.nanoTime();
        if (attempts == 1 || arrived.getAsLong() - before >= PROGRESS) {
          before = arrived.getAsLong();
          since = now;
          next = FIRST_PAUSE;
          attempts = 1;
          timeouts = 0;
        }
        timeouts += timeouts(e);
        boolean exhausted =
            timeouts >= MOST_TIMEOUTS
                || (attempts >= LEAST_ATTEMPTS && now - since >= patience.toNanos());
        if (exhausted || !isTemporary.test(e)) {
          throw e;
        }
        pause.forAsLongAs(retryAfter(e).orElse(jittered(next)));
        next =
            next.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0
                ? next.multipliedBy(2)
                : LONGEST_PAUSE;
      }
    }
  }

  /** Random, so that clients which failed at the same time do not retry at the same time. */
  private static Duration jittered(Duration pause) {
    return Duration.ofMillis(
        ThreadLocalRandom.current().nextLong(pause.toMillis() / 2, pause.toMillis() + 1));
  }

  /** Whether Apache's client lost its connection, which Google's libraries do not retry after. */
  public static boolean isLostConnection(Exception e) {
    return GoogleErrors.causes(e)
        .anyMatch(
            cause ->
                cause instanceof NoHttpResponseException
                    || cause instanceof ConnectionClosedException);
  }

  /** How often a request timed out; the part of the library that gets tokens retries by itself. */
  private static int timeouts(Exception e) {
    if (GoogleErrors.find(e, SocketTimeoutException.class).isEmpty()) {
      return 0;
    }
    return GoogleErrors.find(e, Retryable.class).isPresent() ? MOST_TIMEOUTS : 1;
  }

  /** How long the server asks to wait (RFC 9110, section 10.2.3), if it says so in seconds. */
  private static Optional<Duration> retryAfter(Exception e) {
    return GoogleErrors.find(e, HttpResponseException.class)
        .map(answer -> answer.getHeaders().getRetryAfter())
        .filter(seconds -> seconds.matches("[0-9]{1,3}"))
        .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)));
  }
}
