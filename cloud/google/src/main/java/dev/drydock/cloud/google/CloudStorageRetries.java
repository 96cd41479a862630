package dev.drydock.cloud.google;

import com.google.api.client.http.HttpResponseException;
import com.google.api.gax.retrying.ResultRetryAlgorithm;
import com.google.auth.Retryable;
import com.google.cloud.storage.StorageRetryStrategy;
import dev.drydock.cloud.StorageException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.apache.http.ConnectionClosedException;
import org.apache.http.NoHttpResponseException;

/**
 * Makes calls again that fail for a while, with longer and longer pauses, or those that the store
 * asks for. It is the one place that does so: what calls it again itself would multiply its time.
 */
final class CloudStorageRetries {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(8);

  /** Whatever the time, since one request may take longer than all patience until it fails. */
  private static final int LEAST_TRIES = 3;

  /** A try that waits for an answer in vain takes a whole read timeout. */
  private static final int MOST_TIMEOUTS = 2;

  /** Bytes that are progress: fewer would keep a connection that breaks early going for hours. */
  private static final long ENOUGH = 256 << 10;

  private final ResultRetryAlgorithm<?> library =
      StorageRetryStrategy.getDefaultStorageRetryStrategy().getIdempotentHandler();
  private final Duration patience;

  /**
   * @param patience from the first failure on, or from the last one after which the call got on
   */
  CloudStorageRetries(Duration patience) {
    this.patience = patience;
  }

  <T> T call(Callable<T> call) throws Exception {
    return call(call, () -> 0);
  }

  /**
   * Makes a call that goes on where the one before broke off.
   *
   * @param arrived bytes of it that the store has, as far as is known
   */
  <T> T call(Callable<T> call, LongSupplier arrived) throws Exception {
    long before = arrived.getAsLong();
    long since = System.nanoTime();
    Duration pause = FIRST_PAUSE;
    int timeouts = 0;
    for (int tries = 1; ; tries++) {
      try {
        return call.call();
      } catch (Exception e) {
        long now = System.nanoTime();
        if (tries == 1 || arrived.getAsLong() - before >= ENOUGH) {
          before = arrived.getAsLong();
          since = now;
          pause = FIRST_PAUSE;
          tries = 1;
          timeouts = 0;
        }
        timeouts += timeouts(e);
        boolean exhausted =
            timeouts >= MOST_TIMEOUTS
                || (tries >= LEAST_TRIES && now - since >= patience.toNanos());
        if (exhausted || !isWorthAnother(e)) {
          throw e;
        }
        Thread.sleep(retryAfter(e).orElse(jittered(pause)).toMillis());
        pause =
            pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0
                ? pause.multipliedBy(2)
                : LONGEST_PAUSE;
      }
    }
  }

  /** So that clients which failed at once do not come back at once. */
  private static Duration jittered(Duration pause) {
    return Duration.ofMillis(
        ThreadLocalRandom.current().nextLong(pause.toMillis() / 2, pause.toMillis() + 1));
  }

  /** What the library makes again, and those calls whose connection Apache's client lost. */
  private boolean isWorthAnother(Exception e) {
    return causes(e).noneMatch(StorageException.class::isInstance)
        && (library.shouldRetry(e, null)
            || causes(e)
                .anyMatch(
                    cause ->
                        cause instanceof NoHttpResponseException
                            || cause instanceof ConnectionClosedException));
  }

  /** How often an answer was waited for in vain; what gets tokens tries again by itself. */
  private static int timeouts(Exception e) {
    if (causes(e).noneMatch(SocketTimeoutException.class::isInstance)) {
      return 0;
    }
    return causes(e).anyMatch(Retryable.class::isInstance) ? MOST_TIMEOUTS : 1;
  }

  /** How long the store asks to wait (RFC 9110, section 10.2.3), where it says so in seconds. */
  private static Optional<Duration> retryAfter(Exception e) {
    return causes(e)
        .filter(HttpResponseException.class::isInstance)
        .map(answer -> ((HttpResponseException) answer).getHeaders().getRetryAfter())
        .filter(seconds -> seconds != null && seconds.matches("[0-9]{1,3}"))
        .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
        .findFirst();
  }

  private static Stream<Throwable> causes(Throwable e) {
    return Stream.iterate(e, Objects::nonNull, Throwable::getCause);
  }
}
