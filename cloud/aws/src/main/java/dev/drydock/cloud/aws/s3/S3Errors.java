package dev.drydock.cloud.aws.s3;

import static dev.drydock.cloud.objects.StorageException.Reason.ALREADY_EXISTS;
import static dev.drydock.cloud.objects.StorageException.Reason.CORRUPT;
import static dev.drydock.cloud.objects.StorageException.Reason.FAILED;
import static dev.drydock.cloud.objects.StorageException.Reason.NOT_FOUND;
import static dev.drydock.cloud.objects.StorageException.Reason.PRECONDITION_FAILED;
import static dev.drydock.cloud.objects.StorageException.Reason.UNREACHABLE;

import dev.drydock.cloud.aws.AwsErrors;
import dev.drydock.cloud.objects.StorageException;
import dev.drydock.cloud.objects.StorageException.Reason;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Translates the SDK's exceptions into a line and a reason, by the codes of S3's API reference
 * ("Error responses").
 */
final class S3Errors {
  private S3Errors() {}

  /** The result of a call, or its exception as ours. */
  static <T> T translated(String url, Supplier<T> call) throws StorageException {
    try {
      return call.get();
    } catch (SdkException e) {
      throw translate(url, e);
    } catch (UncheckedIOException e) {
      // Thrown by the content when the SDK opens it.
      throw e.getCause() instanceof StorageException ours
          ? ours
          : new StorageException(FAILED, url + ": " + e.getCause().getMessage(), e);
    }
  }

  static StorageException translate(String url, SdkException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof StorageException ours) {
        // The content threw it, and it came back through the SDK.
        return new StorageException(ours.reason(), ours.getMessage(), e);
      }
    }
    Optional<StorageException> known =
        e instanceof AwsServiceException answer ? ofObjects(url, answer) : Optional.empty();
    return known.orElseGet(
        () -> StorageException.of(url, AwsErrors.describe(e, S3Connection.settings()), e));
  }

  /** What only S3 answers; empty for what other services of AWS answer too. */
  private static Optional<StorageException> ofObjects(String url, AwsServiceException e) {
    return switch (AwsErrors.code(e)) {
      case "NoSuchBucket" -> failure(NOT_FOUND, url, "bucket does not exist", e);
      case "NoSuchKey" -> failure(NOT_FOUND, url, "object does not exist", e);
      case "NoSuchVersion" -> failure(NOT_FOUND, url, "version does not exist", e);
      case "NoSuchUpload" -> failure(NOT_FOUND, url, "upload does not exist", e);
      case "BucketAlreadyExists", "BucketAlreadyOwnedByYou" ->
          failure(ALREADY_EXISTS, url, "bucket already exists: choose another name", e);
      case "BucketNotEmpty" ->
          failure(FAILED, url, "bucket is not empty: remove its objects first", e);
      case "PreconditionFailed", "ConditionalRequestConflict" ->
          failure(PRECONDITION_FAILED, url, "object has changed", e);
      case "BadDigest",
          "InvalidDigest",
          "XAmzContentSHA256Mismatch",
          "XAmzContentChecksumMismatch" ->
          failure(CORRUPT, url, "the bytes were changed in transit: nothing was written", e);
      case "RequestTimeout", "IncompleteBody" ->
          failure(UNREACHABLE, url, "the server timed out waiting for bytes", e);
      case "SignatureDoesNotMatch" ->
          isOddName(url)
              ? failure(
                  FAILED,
                  url,
                  "the server does not accept this name, or the secret key is wrong: the signature"
                      + " does not match",
                  e)
              : Optional.empty();
      case "InsufficientStorage" -> diskIsFull(url, e);
      default -> byStatus(url, e);
    };
  }

  /** Answers to HEAD have no body and therefore no code. */
  private static Optional<StorageException> byStatus(String url, AwsServiceException e) {
    return switch (e.statusCode()) {
      case 404 -> failure(NOT_FOUND, url, "object does not exist", e);
      case 412 -> failure(PRECONDITION_FAILED, url, "object has changed", e);
      case 507 -> diskIsFull(url, e);
      default -> Optional.empty();
    };
  }

  private static Optional<StorageException> diskIsFull(String url, AwsServiceException e) {
    return failure(FAILED, url, "the server's disk is full: free some space there", e);
  }

  private static Optional<StorageException> failure(
      Reason reason, String url, String message, AwsServiceException e) {
    return Optional.of(new StorageException(reason, url + ": " + message, e));
  }

  /**
   * Some servers see another name than the one that was signed: several slashes in a row are sent
   * escaped, and dots between slashes are resolved. With such a name a wrong signature says nothing
   * about the key.
   */
  private static boolean isOddName(String url) {
    String name = url.replaceFirst("^s3://[^/]*", "");
    return name.contains("//") || (name + "/").contains("/./") || (name + "/").contains("/../");
  }

  /** After a request that needs no object: what was not found is the bucket, if not all of S3. */
  static StorageException ofBucket(String url, StorageException e) {
    return e.reason() == NOT_FOUND && !e.getMessage().contains(": bucket does not exist")
        ? new StorageException(
            NOT_FOUND,
            url + ": bucket does not exist, or the endpoint is not S3: check AWS_ENDPOINT_URL",
            e.getCause())
        : e;
  }

  /** Whether the server refused without a reason, as in answers to HEAD, which have no body. */
  static boolean isRefusal(StorageException e) {
    return e.getCause() instanceof AwsServiceException answer
        && List.of(400, 401, 403).contains(answer.statusCode());
  }
}
