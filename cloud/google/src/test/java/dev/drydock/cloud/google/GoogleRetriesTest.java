package dev.drydock.cloud.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.google.api.client.http.HttpHeaders;
import com.google.api.client.http.HttpResponseException;
import com.google.auth.Retryable;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GoogleRetriesTest {
  private static final Duration NO_PATIENCE = Duration.ZERO;

  private final List<Duration> pauses = new ArrayList<>();
  private final AtomicInteger calls = new AtomicInteger();

  private GoogleRetries retries(Duration patience) {
    return new GoogleRetries(patience, e -> e instanceof IOException, pauses::add);
  }

  private static HttpResponseException refusal(int status, String retryAfter) {
    return new HttpResponseException.Builder(
            status, "no", new HttpHeaders().setRetryAfter(retryAfter))
        .build();
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 503})
  void waitsForAsLongAsTheServerAsksFor(int status) throws Exception {
    String result =
        retries(Duration.ofMinutes(1))
            .call(
                () -> {
                  if (calls.incrementAndGet() < 3) {
                    throw refusal(status, "7");
                  }
                  return "done";
                });

    assertThat(result).isEqualTo("done");
    assertThat(pauses).containsExactly(Duration.ofSeconds(7), Duration.ofSeconds(7));
  }

  @Test
  void waitsLongerAndLongerIfTheServerDoesNotSay() throws Exception {
    retries(Duration.ofMinutes(1))
        .call(
            () -> {
              if (calls.incrementAndGet() < 4) {
                throw refusal(503, "Sun, 06 Nov 2026 08:49:37 GMT");
              }
              return null;
            });

    assertThat(pauses).hasSize(3);
    for (int i = 0; i < 3; i++) {
      assertThat(pauses.get(i))
          .isBetween(Duration.ofMillis(125L << i), Duration.ofMillis(250L << i));
    }
  }

  @Test
  void triesThreeTimesHoweverLongThatTakes() {
    Throwable failure =
        catchThrowable(
            () ->
                retries(NO_PATIENCE)
                    .call(
                        () -> {
                          calls.incrementAndGet();
                          throw new IOException("no");
                        }));

    assertThat(failure).hasMessage("no");
    assertThat(calls).hasValue(3);
  }

  @Test
  void countsAgainAfterProgress() {
    AtomicLong arrived = new AtomicLong();

    Throwable failure =
        catchThrowable(
            () ->
                retries(NO_PATIENCE)
                    .call(
                        () -> {
                          if (calls.incrementAndGet() <= 5) {
                            arrived.addAndGet(256 << 10);
                          }
                          throw new IOException("no");
                        },
                        arrived::get));

    assertThat(failure).hasMessage("no");
    assertThat(calls).hasValue(5 + 2);
  }

  @Test
  void doesNotRetryWhatIsFinal() {
    Throwable failure =
        catchThrowable(
            () ->
                retries(Duration.ofMinutes(1))
                    .call(
                        () -> {
                          calls.incrementAndGet();
                          throw new IllegalStateException("final");
                        }));

    assertThat(failure).hasMessage("final");
    assertThat(calls).hasValue(1);
  }

  @Test
  void stopsAfterTwoTimeouts() {
    Throwable failure =
        catchThrowable(
            () ->
                retries(Duration.ofMinutes(1))
                    .call(
                        () -> {
                          calls.incrementAndGet();
                          throw new SocketTimeoutException("Read timed out");
                        }));

    assertThat(failure).isInstanceOf(SocketTimeoutException.class);
    assertThat(calls).hasValue(2);
  }

  /** What the library throws after it has asked four times for a token. */
  private static final class NoToken extends IOException implements Retryable {
    private static final long serialVersionUID = 1;

    NoToken() {
      super("Error getting access token", new SocketTimeoutException("Read timed out"));
    }

    @Override
    public boolean isRetryable() {
      return true;
    }

    @Override
    public int getRetryCount() {
      return 3;
    }
  }

  @Test
  void doesNotAskForATokenAgain() {
    Throwable failure =
        catchThrowable(
            () ->
                retries(Duration.ofMinutes(1))
                    .call(
                        () -> {
                          calls.incrementAndGet();
                          throw new NoToken();
                        }));

    assertThat(failure).isInstanceOf(NoToken.class);
    assertThat(calls).hasValue(1);
  }
}
