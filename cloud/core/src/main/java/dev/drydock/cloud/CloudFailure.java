package dev.drydock.cloud;

/**
 * A failure that any service of a provider can have: wrong credentials, a server that is down.
 * Failures of one kind of service, such as a bucket that does not exist, are in that service's own
 * exception.
 *
 * @param message one line in plain words, without the name of what the request was for
 */
public record CloudFailure(Kind kind, String message) {
  /** What a caller may want to distinguish. */
  public enum Kind {
    /** The credentials are wrong, expired, missing or insufficient, or the clock is wrong. */
    ACCESS_DENIED,
    /** The server accepts fewer requests than it was sent, even after several attempts. */
    THROTTLED,
    /** The server does not answer, or the connection was lost, in several attempts. */
    UNREACHABLE,
    /** The server does not implement the request. */
    UNSUPPORTED,
    /** Anything else. */
    FAILED
  }
}
