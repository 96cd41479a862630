package dev.drydock.cloud.objects;

import dev.drydock.cloud.CloudFailure;
import java.io.IOException;

/**
 * Why something could not be done with an object or a bucket. The message is one line that names
 * its URL; the SDK's exception is the cause.
 */
public final class StorageException extends IOException {
  private static final long serialVersionUID = 1;

  /** What a caller may want to tell apart. */
  public enum Reason {
    /** No such object or bucket. */
    NOT_FOUND,
    /** A bucket, or an object that was to be new, is there. */
    ALREADY_EXISTS,
    /** The object is not, or no longer, the version that was expected. */
    PRECONDITION_FAILED,
    /** The credentials are wrong, expired, missing, or not enough; or the clock is. */
    ACCESS_DENIED,
    /** The store asks for fewer requests, and went on to after several tries. */
    THROTTLED,
    /** Nothing answers, or what answers broke off, after several tries. */
    UNREACHABLE,
    /** The bytes are not those of the checksum. */
    CORRUPT,
    /** The server does not know such a request, which others of its kind do. */
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
