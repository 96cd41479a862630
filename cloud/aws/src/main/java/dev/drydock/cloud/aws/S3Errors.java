package dev.drydock.cloud.aws;

import static dev.drydock.cloud.StorageException.Reason.ACCESS_DENIED;
import static dev.drydock.cloud.StorageException.Reason.ALREADY_EXISTS;
import static dev.drydock.cloud.StorageException.Reason.CORRUPT;
import static dev.drydock.cloud.StorageException.Reason.FAILED;
import static dev.drydock.cloud.StorageException.Reason.NOT_FOUND;
import static dev.drydock.cloud.StorageException.Reason.PRECONDITION_FAILED;
import static dev.drydock.cloud.StorageException.Reason.THROTTLED;
import static dev.drydock.cloud.StorageException.Reason.UNREACHABLE;
import static dev.drydock.cloud.StorageException.Reason.UNSUPPORTED;

import dev.drydock.cloud.StorageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Makes a line and a reason of what the SDK throws, by the codes of the API reference, "Error
 * responses".
 */
final class S3Errors {
  private S3Errors() {}

  /** What a call answers, or a line and a reason of what it throws. */
  static <T> T translated(String url, Supplier<T> call) throws StorageException {
    try {
      return call.get();
    } catch (SdkException e) {
      throw translate(url, e);
    } catch (UncheckedIOException e) {
      // Thrown where the content is opened, past the SDK.
      throw e.getCause() instanceof StorageException ours
          ? ours
          : new StorageException(FAILED, url + ": " + e.getCause().getMessage(), e);
    }
  }

  static StorageException translate(String url, SdkException e) {
    if (e instanceof AwsServiceException answered) {
      return answered(url, answered);
    }
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof StorageException ours) {
        // What the content that was to be written has thrown, through the SDK.
        return new StorageException(ours.reason(), ours.getMessage(), e);
      }
    }
    String message = firstLine(e.getMessage());
    if (e instanceof AbortedException) {
      Thread.currentThread().interrupt();
      return new StorageException(FAILED, url + ": interrupted", e);
    }
    if (message.startsWith("Unable to load credentials")) {
      return new StorageException(
          ACCESS_DENIED, url + ": " + S3Settings.ofThisProcess().missingCredentials(), e);
    }
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof IOException) {
        return new StorageException(
            UNREACHABLE, url + ": the store cannot be reached: " + described(cause), e);
      }
    }
    return new StorageException(FAILED, url + ": " + message, e);
  }

  /** The kind of an I/O error and its first line, such as {@code Connection reset}. */
  private static String described(Throwable cause) {
    return cause.getMessage() == null
        ? cause.getClass().getSimpleName()
        : firstLine(cause.getMessage());
  }

  private static StorageException answered(String url, AwsServiceException e) {
    String code =
        e.awsErrorDetails() == null || e.awsErrorDetails().errorCode() == null
            ? ""
            : e.awsErrorDetails().errorCode();
    StorageException known = byCode(url, code, e);
    if (known != null) {
      return known;
    }
    // Answers to HEAD have no body, so no code.
    return switch (e.statusCode()) {
      case 404 -> new StorageException(NOT_FOUND, url + ": there is no such object", e);
      case 401, 403 ->
          new StorageException(
              ACCESS_DENIED, url + ": access denied: check the credentials" + told(e), e);
      case 412 -> new StorageException(PRECONDITION_FAILED, url + ": it has changed", e);
      case 429 -> throttled(url, e);
      case 507 -> full(url, e);
      case 502, 503, 504 ->
          new StorageException(
              UNREACHABLE, url + ": the store is unavailable (" + e.statusCode() + ")", e);
      default ->
          new StorageException(
              e.statusCode() == 501 ? UNSUPPORTED : FAILED,
              url + ": the store answers " + e.statusCode() + " " + code + told(e),
              e);
    };
  }

  /** Null if the code tells no more than the status. */
  private static StorageException byCode(String url, String code, AwsServiceException e) {
    return switch (code) {
      case "NoSuchBucket" -> new StorageException(NOT_FOUND, url + ": there is no such bucket", e);
      case "NoSuchKey" -> new StorageException(NOT_FOUND, url + ": there is no such object", e);
      case "NoSuchVersion" ->
          new StorageException(NOT_FOUND, url + ": there is no such version", e);
      case "NoSuchUpload" -> new StorageException(NOT_FOUND, url + ": there is no such upload", e);
      case "BucketAlreadyExists", "BucketAlreadyOwnedByYou" ->
          new StorageException(
              ALREADY_EXISTS, url + ": there is such a bucket: choose another name", e);
      case "BucketNotEmpty" ->
          new StorageException(FAILED, url + ": the bucket has objects: remove them first", e);
      case "PreconditionFailed", "ConditionalRequestConflict" ->
          new StorageException(PRECONDITION_FAILED, url + ": it has changed", e);
      case "InvalidAccessKeyId" ->
          new StorageException(
              ACCESS_DENIED, url + ": access denied: the store does not know the access key", e);
      case "SignatureDoesNotMatch" -> wrongSignature(url, e);
      case "InvalidToken" ->
          new StorageException(
              ACCESS_DENIED,
              url + ": access denied: the store takes no such token: check AWS_SESSION_TOKEN",
              e);
      case "ExpiredToken", "TokenRefreshRequired", "RequestExpired" ->
          new StorageException(
              ACCESS_DENIED,
              url + ": access denied: the credentials have expired: get new ones",
              e);
      case "RequestTimeTooSkewed" ->
          new StorageException(
              ACCESS_DENIED,
              url + ": access denied: the clock of this machine is not the store's: set it right",
              e);
      case "SlowDown",
          "Throttling",
          "ThrottlingException",
          "TooManyRequests",
          "RequestLimitExceeded" ->
          throttled(url, e);
      case "BadDigest",
          "InvalidDigest",
          "XAmzContentSHA256Mismatch",
          "XAmzContentChecksumMismatch" ->
          new StorageException(
              CORRUPT, url + ": other bytes arrived than were sent: nothing has been written", e);
      case "InsufficientStorage" -> full(url, e);
      case "RequestTimeout", "IncompleteBody" ->
          new StorageException(UNREACHABLE, url + ": the store waited in vain for bytes", e);
      default -> null;
    };
  }

  /**
   * Slashes in a row are sent escaped, which some servers do not see through, nor others through
   * dots between slashes; that says nothing of other names.
   */
  private static StorageException wrongSignature(String url, AwsServiceException e) {
    String name = url.replaceFirst("^s3://[^/]*", "");
    if (name.contains("//") || (name + "/").contains("/./") || (name + "/").contains("/../")) {
      return new StorageException(
          FAILED,
          url
              + ": the store does not take this name, or the secret key is wrong: it finds the"
              + " signature of the request wrong",
          e);
    }
    return new StorageException(
        ACCESS_DENIED,
        url
            + ": access denied: the signature is wrong: check the secret key, and what changes"
            + " requests on their way",
        e);
  }

  /** Of a request that needs no object: what is not found is the bucket, if not all of S3. */
  static StorageException ofBucket(String url, StorageException e) {
    return e.reason() == NOT_FOUND && !e.getMessage().contains(": there is no such bucket")
        ? new StorageException(
            NOT_FOUND,
            url + ": there is no such bucket, or the endpoint is not S3: check AWS_ENDPOINT_URL",
            e.getCause())
        : e;
  }

  /** Whether the answer is a refusal that says no more, as those to HEAD do, which have no body. */
  static boolean isRefusal(StorageException e) {
    return e.getCause() instanceof AwsServiceException answer
        && List.of(400, 401, 403).contains(answer.statusCode());
  }

  private static StorageException full(String url, AwsServiceException e) {
    return new StorageException(
        FAILED, url + ": the store's disk is full: free some space there", e);
  }

  private static StorageException throttled(String url, AwsServiceException e) {
    return new StorageException(
        THROTTLED, url + ": the store asks for fewer requests (" + e.statusCode() + ")", e);
  }

  private static String told(AwsServiceException e) {
    String message = e.awsErrorDetails() == null ? null : e.awsErrorDetails().errorMessage();
    return message == null || message.isBlank() ? "" : ": " + firstLine(message);
  }

  private static String firstLine(String message) {
    return String.valueOf(message).lines().findFirst().orElse("");
  }
}
