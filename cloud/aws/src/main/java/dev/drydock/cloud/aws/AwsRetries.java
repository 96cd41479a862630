package dev.drydock.cloud.aws;

import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Objects;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.SdkSystemSetting;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.retries.api.AcquireInitialTokenRequest;
import software.amazon.awssdk.retries.api.AcquireInitialTokenResponse;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.retries.api.RecordSuccessRequest;
import software.amazon.awssdk.retries.api.RecordSuccessResponse;
import software.amazon.awssdk.retries.api.RefreshRetryTokenRequest;
import software.amazon.awssdk.retries.api.RefreshRetryTokenResponse;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.retries.api.RetryToken;
import software.amazon.awssdk.retries.api.TokenAcquisitionFailedException;

/**
 * The SDK's own retries, which are the only ones, with two exceptions. A request that failed with
 * an exception of this program, such as content that could not be read, is not retried: whatever
 * threw it has retried already, and the two would multiply. A request that timed out twice is not
 * retried again, since each timeout takes long.
 */
public final class AwsRetries implements RetryStrategy {
  /** Enough, with the pauses between them, for a server that restarts. */
  private static final int ATTEMPTS = 6;

  private static final int MOST_TIMEOUTS = 2;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(8);

  private final RetryStrategy sdk;
  private final Class<? extends Throwable> isFinal;

  /** The SDK's own token of a request, and how often the request has timed out. */
  private record Token(RetryToken sdk, int timeouts) implements RetryToken {}

  private AwsRetries(RetryStrategy sdk, Class<? extends Throwable> isFinal) {
    this.sdk = sdk;
    this.isFinal = isFinal;
  }

  /**
   * Retries as AWS_RETRY_MODE and AWS_MAX_ATTEMPTS say, if they are set.
   *
   * @param isFinal what a request that failed with it, or because of it, is not retried after
   */
  public static AwsRetries fromSettings(Class<? extends Throwable> isFinal) {
    RetryStrategy sdk = AwsRetryStrategy.forRetryMode(RetryMode.defaultRetryMode());
    return SdkSystemSetting.AWS_MAX_ATTEMPTS.getStringValue().isPresent()
        ? new AwsRetries(sdk, isFinal)
        : of(ATTEMPTS, FIRST_PAUSE, isFinal);
  }

  /**
   * Retries with these values, whatever the settings say.
   *
   * @param attempts of one request, including the first
   * @param firstPause which doubles after each attempt
   * @param isFinal what a request that failed with it, or because of it, is not retried after
   */
  public static AwsRetries of(
      int attempts, Duration firstPause, Class<? extends Throwable> isFinal) {
    return new AwsRetries(
        AwsRetryStrategy.forRetryMode(RetryMode.defaultRetryMode()).toBuilder()
            .maxAttempts(attempts)
            .backoffStrategy(BackoffStrategy.exponentialDelayHalfJitter(firstPause, LONGEST_PAUSE))
            .build(),
        isFinal);
  }

  @Override
  public AcquireInitialTokenResponse acquireInitialToken(AcquireInitialTokenRequest request) {
    AcquireInitialTokenResponse first = sdk.acquireInitialToken(request);
    return AcquireInitialTokenResponse.create(new Token(first.token(), 0), first.delay());
  }

  @Override
  public RefreshRetryTokenResponse refreshRetryToken(RefreshRetryTokenRequest request) {
    Token token = (Token) request.token();
    if (isCausedBy(isFinal, request.failure())) {
      throw new TokenAcquisitionFailedException("the failure is final", token, request.failure());
    }
    int timeouts = token.timeouts() + (isTimeout(request.failure()) ? 1 : 0);
    if (timeouts >= MOST_TIMEOUTS) {
      throw new TokenAcquisitionFailedException(
          "the server does not answer", token, request.failure());
    }
    RefreshRetryTokenResponse next =
        sdk.refreshRetryToken(request.toBuilder().token(token.sdk()).build());
    return RefreshRetryTokenResponse.create(new Token(next.token(), timeouts), next.delay());
  }

  /** Whether a request timed out before its answer came. */
  public static boolean isTimeout(Throwable failure) {
    return isCausedBy(SocketTimeoutException.class, failure);
  }

  private static boolean isCausedBy(Class<? extends Throwable> type, Throwable failure) {
    return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
        .anyMatch(type::isInstance);
  }

  @Override
  public RecordSuccessResponse recordSuccess(RecordSuccessRequest request) {
    Token token = (Token) request.token();
    RecordSuccessResponse last = sdk.recordSuccess(RecordSuccessRequest.create(token.sdk()));
    return RecordSuccessResponse.create(new Token(last.token(), token.timeouts()));
  }

  @Override
  public int maxAttempts() {
    return sdk.maxAttempts();
  }

  /** The SDK's strategy already knows which failures to retry after. */
  @Override
  public boolean useClientDefaults() {
    return false;
  }

  @Override
  public Builder<?, ?> toBuilder() {
    return sdk.toBuilder();
  }
}
