package dev.drydock.cluster.gcs;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is answered instead of a result: {@code
 * https://cloud.google.com/storage/docs/json_api/v1/status-codes}. An answer of the XML API has the
 * reason, with its first letter in upper case, as {@code Code}, unless Cloud Storage has a code of
 * its own for it.
 */
final class ApiException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String reason;
  private final LinkedHashMap<String, String> headers = new LinkedHashMap<>();

  /**
   * @param reason the API's word, such as {@code notFound}
   * @param message one line for a person
   */
  ApiException(int status, String reason, String message) {
    this(status, reason, message, null);
  }

  ApiException(int status, String reason, String message, Throwable cause) {
    super(message, cause, false, cause != null);
    this.status = status;
    this.reason = reason;
  }

  /** Adds a header to the answer. */
  ApiException header(String name, String value) {
    headers.put(name, value);
    return this;
  }

  int status() {
    return status;
  }

  String reason() {
    return reason;
  }

  Map<String, String> headers() {
    return headers;
  }
}
