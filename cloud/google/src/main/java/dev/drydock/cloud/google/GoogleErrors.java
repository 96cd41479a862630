package dev.drydock.cloud.google;

import static dev.drydock.cloud.CloudFailure.Kind.ACCESS_DENIED;
import static dev.drydock.cloud.CloudFailure.Kind.FAILED;
import static dev.drydock.cloud.CloudFailure.Kind.THROTTLED;
import static dev.drydock.cloud.CloudFailure.Kind.UNREACHABLE;
import static dev.drydock.cloud.CloudFailure.Kind.UNSUPPORTED;

import com.google.api.client.googleapis.json.GoogleJsonResponseException;
import com.google.api.client.http.HttpResponseException;
import com.google.cloud.BaseServiceException;
import dev.drydock.cloud.CloudFailure;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Describes the exceptions that clients of all Google services throw. A service looks first for the
 * statuses that mean something of its own.
 */
public final class GoogleErrors {
  private GoogleErrors() {}

  /**
   * Describes an exception. If the thread was interrupted, this sets its interrupt status again.
   */
  public static CloudFailure describe(Exception e) {
    if (find(e, InterruptedException.class).isPresent()) {
      Thread.currentThread().interrupt();
      return new CloudFailure(FAILED, "interrupted");
    }
    Optional<CloudFailure> noToken = refusedToken(e);
    if (noToken.isPresent()) {
      return noToken.get();
    }
    int status = status(e);
    if (status > 0) {
      return byStatus(status, message(e));
    }
    return find(e, IOException.class)
        .map(io -> new CloudFailure(UNREACHABLE, "the server cannot be reached: " + described(io)))
        .orElseGet(() -> new CloudFailure(FAILED, described(e)));
  }

  private static CloudFailure byStatus(int status, String message) {
    return switch (status) {
      case 401 ->
          new CloudFailure(
              ACCESS_DENIED,
              "access denied: the server does not accept the token: check the credentials");
      case 403 ->
          new CloudFailure(ACCESS_DENIED, "access denied: check the credentials" + colon(message));
      case 429 -> new CloudFailure(THROTTLED, "the server is throttling requests (429)");
      case 408, 502, 503, 504 ->
          new CloudFailure(UNREACHABLE, "the server is unavailable (" + status + ")");
      default ->
          new CloudFailure(
              status == 501 ? UNSUPPORTED : FAILED,
              "the server answered " + status + colon(message));
    };
  }

  /** What the token endpoint answered, if that is what failed. */
  public static Optional<CloudFailure> refusedToken(Exception e) {
    boolean isToken =
        causes(e)
            .anyMatch(
                cause ->
                    cause instanceof IOException
                        && String.valueOf(cause.getMessage())
                            .startsWith("Error getting access token"));
    Optional<HttpResponseException> answer = find(e, HttpResponseException.class);
    if (!isToken || answer.isEmpty()) {
      return Optional.empty();
    }
    boolean clock = String.valueOf(answer.get().getContent()).contains("in a reasonable timeframe");
    return Optional.of(
        new CloudFailure(
            ACCESS_DENIED,
            clock
                ? "access denied: this machine's clock differs from the token endpoint's:"
                    + " synchronize it"
                : "access denied: the token endpoint refused the key of "
                    + ApplicationCredentials.KEY_FILE
                    + " ("
                    + answer.get().getStatusCode()
                    + ")"));
  }

  /** The HTTP status of the answer; 0 if there was none. */
  public static int status(Exception e) {
    return find(e, HttpResponseException.class)
        .map(HttpResponseException::getStatusCode)
        .or(() -> find(e, BaseServiceException.class).map(BaseServiceException::getCode))
        .orElse(0);
  }

  /** The first line of the answer's message; empty if it has none. */
  public static String message(Exception e) {
    Optional<HttpResponseException> response = find(e, HttpResponseException.class);
    if (response.isEmpty()) {
      return firstLine(
          find(e, BaseServiceException.class).map(BaseServiceException::getMessage).orElse(null));
    }
    if (response.get() instanceof GoogleJsonResponseException json && json.getDetails() != null) {
      return firstLine(json.getDetails().getMessage());
    }
    // Downloads are answered in plain text.
    String content = response.get().getContent();
    return content == null || content.startsWith("{") || content.startsWith("<")
        ? ""
        : firstLine(content);
  }

  private static String colon(String message) {
    return message.isBlank() ? "" : ": " + message;
  }

  private static String described(Exception e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : firstLine(e.getMessage());
  }

  private static String firstLine(String message) {
    return message == null ? "" : message.lines().findFirst().orElse("");
  }

  /** An exception, what caused it, and so on. */
  public static Stream<Throwable> causes(Throwable e) {
    return Stream.iterate(e, Objects::nonNull, Throwable::getCause);
  }

  /** The first of the {@link #causes} that is of a type. */
  public static <T> Optional<T> find(Throwable e, Class<T> type) {
    return causes(e).filter(type::isInstance).map(type::cast).findFirst();
  }
}
