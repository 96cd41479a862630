package dev.drydock.cloud.aws;

import dev.drydock.cloud.StorageException;
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
 * The SDK's own way to make requests again, which is the one place that does so; except for those
 * whose content could not be read, since where that comes from has its own, and the two would
 * multiply, and for those that have waited for an answer in vain twice, which takes long.
 */
final class S3Retries implements RetryStrategy {
  /** With the pauses between them enough for a server that starts again. */
  private static final int TRIES = 6;

  /** A try that waits for an answer in vain takes a whole read timeout. */
  private static final int MOST_TIMEOUTS = 2;

  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(8);

  private final RetryStrategy sdk;

  /** What the SDK's strategy knows of a request, and how often that was waited for in vain. */
  private record Token(RetryToken sdk, int timeouts) implements RetryToken {}

  private S3Retries(RetryStrategy sdk) {
    this.sdk = sdk;
  }

  /** By AWS_RETRY_MODE and AWS_MAX_ATTEMPTS, where those are set. */
  static S3Retries fromSettings() {
    RetryStrategy sdk = AwsRetryStrategy.forRetryMode(RetryMode.defaultRetryMode());
    return SdkSystemSetting.AWS_MAX_ATTEMPTS.getStringValue().isPresent()
        ? new S3Retries(sdk)
        : of(TRIES, FIRST_PAUSE);
  }

  /**
   * @param tries of one request, the first included
   * @param firstPause which doubles from one try to the next
   */
  static S3Retries of(int tries, Duration firstPause) {
    return new S3Retries(
        AwsRetryStrategy.forRetryMode(RetryMode.defaultRetryMode()).toBuilder()
            .maxAttempts(tries)
            .backoffStrategy(BackoffStrategy.exponentialDelayHalfJitter(firstPause, LONGEST_PAUSE))
            .build());
  }

  @Override
  public AcquireInitialTokenResponse acquireInitialToken(AcquireInitialTokenRequest request) {
    AcquireInitialTokenResponse first = sdk.acquireInitialToken(request);
    return AcquireInitialTokenResponse.create(new Token(first.token(), 0), first.delay());
  }

  @Override
  public RefreshRetryTokenResponse refreshRetryToken(RefreshRetryTokenRequest request) {
    Token token = (Token) request.token();
    if (isCausedBy(StorageException.class, request.failure())) {
      throw new TokenAcquisitionFailedException(
          "what is to be written cannot be read", token, request.failure());
    }
    int timeouts = token.timeouts() + (isTimeout(request.failure()) ? 1 : 0);
    if (timeouts >= MOST_TIMEOUTS) {
      throw new TokenAcquisitionFailedException(
          "the store does not answer", token, request.failure());
    }
    RefreshRetryTokenResponse next =
        sdk.refreshRetryToken(request.toBuilder().token(token.sdk()).build());
    return RefreshRetryTokenResponse.create(new Token(next.token(), timeouts), next.delay());
  }

  /** Whether an answer was waited for in vain. */
  static boolean isTimeout(Throwable failure) {
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

  /** What is to be tried again is known already. */
  @Override
  public boolean useClientDefaults() {
    return false;
  }

  @Override
  public Builder<?, ?> toBuilder() {
    return sdk.toBuilder();
  }
}
