package dev.drydock.cloud.aws;

import dev.drydock.cloud.StorageException;
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
import software.amazon.awssdk.retries.api.TokenAcquisitionFailedException;

/**
 * The SDK's own way to make requests again, which is the one place that does so; except for those
 * whose content could not be read, since where that comes from has its own, and the two would
 * multiply.
 */
final class S3Retries implements RetryStrategy {
  /** With the pauses between them enough for a server that starts again. */
  private static final int TRIES = 6;

  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(8);

  private final RetryStrategy sdk;

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
    return sdk.acquireInitialToken(request);
  }

  @Override
  public RefreshRetryTokenResponse refreshRetryToken(RefreshRetryTokenRequest request) {
    boolean isOfContent =
        Stream.iterate(request.failure(), Objects::nonNull, Throwable::getCause)
            .anyMatch(StorageException.class::isInstance);
    if (isOfContent) {
      throw new TokenAcquisitionFailedException(
          "what is to be written cannot be read", request.token(), request.failure());
    }
    return sdk.refreshRetryToken(request);
  }

  @Override
  public RecordSuccessResponse recordSuccess(RecordSuccessRequest request) {
    return sdk.recordSuccess(request);
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
