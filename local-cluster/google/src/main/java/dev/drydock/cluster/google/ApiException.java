package dev.drydock.cluster.google;

import java.util.LinkedHashMap;
import java.util.Map;

/** An error that the client gets instead of a result. */
public final class ApiException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String reason;
  private final LinkedHashMap<String, String> headers = new LinkedHashMap<>();

  /**
   * @param status the HTTP status
   * @param reason the API's word, such as {@code notFound}
   * @param message one line for a person
   */
  public ApiException(int status, String reason, String message) {
    this(status, reason, message, null);
  }

  public ApiException(int status, String reason, String message, Throwable cause) {
    super(message, cause, false, cause != null);
    this.status = status;
    this.reason = reason;
  }

  /** Adds a header to the reply. */
  public ApiException header(String name, String value) {
    headers.put(name, value);
    return this;
  }

  public int status() {
    return status;
  }

  public String reason() {
    return reason;
  }

  /** Headers of the reply besides those that every error has. */
  public Map<String, String> headers() {
    return headers;
  }
}
