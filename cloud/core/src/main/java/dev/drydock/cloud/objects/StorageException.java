package dev.drydock.cloud.objects;

import dev.drydock.cloud.CloudFailure;
import java.io.IOException;

/**
 * Why an operation on an object or a bucket failed. The message is one line that names the URL. The
 * SDK's exception is the cause.
 */
public final class StorageException extends IOException {
  private static final long serialVersionUID = 1;

  /** What a caller may want to distinguish. */
  public enum Reason {
    /** The object or the bucket does not exist. */
    NOT_FOUND,
    /** The bucket, or an object that was to be new, already exists. */
    ALREADY_EXISTS,
    /** The object does not have the expected version, or no longer. */
    PRECONDITION_FAILED,
    /** The credentials are wrong, expired, missing or insufficient, or the clock is wrong. */
    ACCESS_DENIED,
    /** The server is still throttling requests after several attempts. */
    THROTTLED,
    /** The server does not answer, or the connection was lost, in several attempts. */
    UNREACHABLE,
    /** The bytes do not match the checksum. */
    CORRUPT,
    /** The server does not implement the request, which others of its kind do. */
    UNSUPPORTED,
    /** Anything else. */
    FAILED
  }

  private final Reason reason;

  public StorageException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  public StorageException(Reason reason, String message) {
    this(reason, message, null);
  }

  /**
   * A failure that any service can have.
   *
   * @param url what the request was for
   */
  public static StorageException of(String url, CloudFailure failure, Throwable cause) {
    Reason reason =
        switch (failure.kind()) {
          case ACCESS_DENIED -> Reason.ACCESS_DENIED;
          case THROTTLED -> Reason.THROTTLED;
          case UNREACHABLE -> Reason.UNREACHABLE;
          case UNSUPPORTED -> Reason.UNSUPPORTED;
          case FAILED -> Reason.FAILED;
        };
    return new StorageException(reason, url + ": " + failure.message(), cause);
  }

  public Reason reason() {
    return reason;
  }
}
