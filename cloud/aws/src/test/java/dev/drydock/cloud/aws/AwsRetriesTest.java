package dev.drydock.cloud.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.retries.api.AcquireInitialTokenRequest;
import software.amazon.awssdk.retries.api.RefreshRetryTokenRequest;
import software.amazon.awssdk.retries.api.RefreshRetryTokenResponse;
import software.amazon.awssdk.retries.api.RetryToken;
import software.amazon.awssdk.retries.api.TokenAcquisitionFailedException;

class AwsRetriesTest {
  private final AwsRetries retries =
      AwsRetries.of(6, Duration.ofMillis(20), UncheckedIOException.class);

  private RetryToken first() {
    return retries.acquireInitialToken(AcquireInitialTokenRequest.create("test")).token();
  }

  private RefreshRetryTokenResponse retry(RetryToken token, Throwable failure, Duration asked) {
    return retries.refreshRetryToken(
        RefreshRetryTokenRequest.builder()
            .token(token)
            .suggestedDelay(asked)
            .failure(failure)
            .build());
  }

  private static SdkClientException failure(Exception cause) {
    return SdkClientException.create("Unable to execute HTTP request", cause);
  }

  /** The SDK suggests what the header Retry-After says. */
  @Test
  void waitsForAsLongAsTheServerAsksFor() {
    SdkClientException reset = failure(new IOException("Connection reset"));

    assertThat(retry(first(), reset, Duration.ofSeconds(7)).delay())
        .isEqualTo(Duration.ofSeconds(7));
    assertThat(retry(first(), reset, Duration.ZERO).delay()).isLessThan(Duration.ofMillis(21));
  }

  @Test
  void triesSixTimes() {
    SdkClientException reset = failure(new IOException("Connection reset"));
    RetryToken token = first();
    for (int attempt = 1; attempt < 6; attempt++) {
      token = retry(token, reset, Duration.ZERO).token();
    }
    RetryToken last = token;

    assertThatThrownBy(() -> retry(last, reset, Duration.ZERO))
        .isInstanceOf(TokenAcquisitionFailedException.class);
  }

  @Test
  void stopsAfterTwoTimeouts() {
    SdkClientException timeout = failure(new SocketTimeoutException("Read timed out"));
    RetryToken second = retry(first(), timeout, Duration.ZERO).token();

    assertThatThrownBy(() -> retry(second, timeout, Duration.ZERO))
        .isInstanceOf(TokenAcquisitionFailedException.class)
        .hasMessage("the server does not answer");
  }

  @Test
  void doesNotRetryWhatIsFinal() {
    SdkClientException unreadable = failure(new UncheckedIOException(new IOException("no disk")));

    assertThatThrownBy(() -> retry(first(), unreadable, Duration.ZERO))
        .isInstanceOf(TokenAcquisitionFailedException.class)
        .hasMessage("the failure is final");
  }
}
