package dev.drydock.cloud.aws;

import static dev.drydock.cloud.CloudFailure.Kind.ACCESS_DENIED;
import static dev.drydock.cloud.CloudFailure.Kind.FAILED;
import static dev.drydock.cloud.CloudFailure.Kind.THROTTLED;
import static dev.drydock.cloud.CloudFailure.Kind.UNREACHABLE;
import static dev.drydock.cloud.CloudFailure.Kind.UNSUPPORTED;

import dev.drydock.cloud.CloudFailure;
import java.io.IOException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Describes the exceptions that clients of all AWS services throw (API references, "Common error
 * types"). A service looks first for the codes of its own.
 */
public final class AwsErrors {
  private AwsErrors() {}

  /**
   * Describes an exception. If the thread was interrupted, this sets its interrupt status again.
   *
   * @param settings what the client was configured by
   */
  public static CloudFailure describe(SdkException e, AwsSettings settings) {
    if (e instanceof AwsServiceException answer) {
      return describe(answer);
    }
    if (e instanceof AbortedException) {
      Thread.currentThread().interrupt();
      return new CloudFailure(FAILED, "interrupted");
    }
    String message = firstLine(e.getMessage());
    if (message.startsWith("Unable to load credentials")) {
      return new CloudFailure(ACCESS_DENIED, settings.missingCredentials());
    }
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof IOException) {
        return new CloudFailure(UNREACHABLE, "the server cannot be reached: " + described(cause));
      }
    }
    return new CloudFailure(FAILED, message);
  }

  /** The first line of an I/O error, such as {@code Connection reset}, or else its kind. */
  private static String described(Throwable cause) {
    return cause.getMessage() == null
        ? cause.getClass().getSimpleName()
        : firstLine(cause.getMessage());
  }

  private static CloudFailure describe(AwsServiceException e) {
    return switch (code(e)) {
      case "InvalidAccessKeyId" ->
          new CloudFailure(ACCESS_DENIED, "access denied: the access key does not exist");
      case "SignatureDoesNotMatch" ->
          new CloudFailure(
              ACCESS_DENIED,
              "access denied: the signature does not match: check the secret key, and any proxy"
                  + " that changes requests");
      case "InvalidToken" ->
          new CloudFailure(
              ACCESS_DENIED,
              "access denied: the session token is not valid: check AWS_SESSION_TOKEN");
      case "ExpiredToken", "TokenRefreshRequired", "RequestExpired" ->
          new CloudFailure(
              ACCESS_DENIED, "access denied: the credentials have expired: get new ones");
      case "RequestTimeTooSkewed" ->
          new CloudFailure(
              ACCESS_DENIED,
              "access denied: this machine's clock differs from the server's: synchronize it");
      case "SlowDown",
          "Throttling",
          "ThrottlingException",
          "TooManyRequests",
          "RequestLimitExceeded" ->
          throttled(e);
      default -> byStatus(e);
    };
  }

  /** Answers to HEAD have no body and therefore no code. */
  private static CloudFailure byStatus(AwsServiceException e) {
    return switch (e.statusCode()) {
      case 401, 403 ->
          new CloudFailure(ACCESS_DENIED, "access denied: check the credentials" + message(e));
      case 429 -> throttled(e);
      case 502, 503, 504 ->
          new CloudFailure(UNREACHABLE, "the server is unavailable (" + e.statusCode() + ")");
      default ->
          new CloudFailure(
              e.statusCode() == 501 ? UNSUPPORTED : FAILED,
              "the server answered " + (e.statusCode() + " " + code(e)).strip() + message(e));
    };
  }

  private static CloudFailure throttled(AwsServiceException e) {
    return new CloudFailure(
        THROTTLED, "the server is throttling requests (" + e.statusCode() + ")");
  }

  /** The code of an answer, such as {@code NoSuchKey}; empty if it has none. */
  public static String code(AwsServiceException e) {
    return e.awsErrorDetails() == null || e.awsErrorDetails().errorCode() == null
        ? ""
        : e.awsErrorDetails().errorCode();
  }

  private static String message(AwsServiceException e) {
    String message = e.awsErrorDetails() == null ? null : e.awsErrorDetails().errorMessage();
    return message == null || message.isBlank() ? "" : ": " + firstLine(message);
  }

  private static String firstLine(String message) {
    return String.valueOf(message).lines().findFirst().orElse("");
  }
}
