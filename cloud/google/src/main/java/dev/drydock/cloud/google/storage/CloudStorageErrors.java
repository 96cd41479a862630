package dev.drydock.cloud.google.storage;

import static dev.drydock.cloud.objects.StorageException.Reason.ALREADY_EXISTS;
import static dev.drydock.cloud.objects.StorageException.Reason.CORRUPT;
import static dev.drydock.cloud.objects.StorageException.Reason.FAILED;
import static dev.drydock.cloud.objects.StorageException.Reason.NOT_FOUND;
import static dev.drydock.cloud.objects.StorageException.Reason.PRECONDITION_FAILED;

import dev.drydock.cloud.google.GoogleErrors;
import dev.drydock.cloud.objects.StorageException;
import dev.drydock.cloud.objects.StorageException.Reason;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * Translates the client's exceptions into a line and a reason, by the statuses of Cloud Storage's
 * API reference ("HTTP status and error codes for JSON").
 */
final class CloudStorageErrors {
  private CloudStorageErrors() {}

  /** The result of a call, or its exception as ours. */
  static <T> T translated(String url, Callable<T> call) throws StorageException {
    try {
      return call.call();
    } catch (StorageException e) {
      throw e;
    } catch (Exception e) {
      throw translate(url, e);
    }
  }

  static StorageException translate(String url, Exception e) {
    Optional<StorageException> ours = GoogleErrors.find(e, StorageException.class);
    if (ours.isPresent()) {
      return ours.get() == e
          ? ours.get()
          : new StorageException(ours.get().reason(), ours.get().getMessage(), e);
    }
    Optional<StorageException> known =
        GoogleErrors.refusedToken(e).isPresent() ? Optional.empty() : ofObjects(url, e);
    return known.orElseGet(() -> StorageException.of(url, GoogleErrors.describe(e), e));
  }

  /** After a request that needs no object: what was not found is the bucket, if not the API. */
  static StorageException ofBucket(String url, StorageException e) {
    return e.reason() == NOT_FOUND && !e.getMessage().contains(": bucket does not exist")
        ? new StorageException(
            NOT_FOUND,
            url
                + ": bucket does not exist, or the endpoint is not Cloud Storage: check"
                + " STORAGE_EMULATOR_HOST",
            e.getCause())
        : e;
  }

  /** What only Cloud Storage answers; empty for what other services of Google answer too. */
  private static Optional<StorageException> ofObjects(String url, Exception e) {
    String message = GoogleErrors.message(e).toLowerCase(Locale.ROOT);
    return switch (GoogleErrors.status(e)) {
      case 400 ->
          message.contains("match") && (message.contains("crc32c") || message.contains("md5"))
              ? failure(CORRUPT, url, "the bytes were changed in transit: nothing was written", e)
              : Optional.empty();
      case 404, 410 ->
          failure(
              NOT_FOUND,
              url,
              (message.contains("bucket does not exist") ? "bucket" : "object") + " does not exist",
              e);
      case 409 ->
          message.contains("empty")
              ? failure(FAILED, url, "bucket is not empty: remove its objects first", e)
              : failure(ALREADY_EXISTS, url, "bucket already exists: choose another name", e);
      case 412 -> failure(PRECONDITION_FAILED, url, "object has changed", e);
      case 507 -> failure(FAILED, url, "the server's disk is full: free some space there", e);
      default -> Optional.empty();
    };
  }

  private static Optional<StorageException> failure(
      Reason reason, String url, String message, Exception e) {
    return Optional.of(new StorageException(reason, url + ": " + message, e));
  }
}
