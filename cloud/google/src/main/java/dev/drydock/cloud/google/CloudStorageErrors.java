package dev.drydock.cloud.google;

import static dev.drydock.cloud.StorageException.Reason.ACCESS_DENIED;
import static dev.drydock.cloud.StorageException.Reason.ALREADY_EXISTS;
import static dev.drydock.cloud.StorageException.Reason.CORRUPT;
import static dev.drydock.cloud.StorageException.Reason.FAILED;
import static dev.drydock.cloud.StorageException.Reason.NOT_FOUND;
import static dev.drydock.cloud.StorageException.Reason.PRECONDITION_FAILED;
import static dev.drydock.cloud.StorageException.Reason.THROTTLED;
import static dev.drydock.cloud.StorageException.Reason.UNREACHABLE;
import static dev.drydock.cloud.StorageException.Reason.UNSUPPORTED;

import com.google.api.client.googleapis.json.GoogleJsonResponseException;
import com.google.api.client.http.HttpResponseException;
import com.google.cloud.BaseServiceException;
import dev.drydock.cloud.StorageException;
import java.io.IOException;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/**
 * Makes a line and a reason of what the client throws, by the statuses of the API reference, "HTTP
 * status and error codes for JSON".
 */
final class CloudStorageErrors {
  private CloudStorageErrors() {}

  /** What a call answers, or a line and a reason of whatever it throws. */
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
    StorageException ours = find(e, StorageException.class);
    if (ours != null) {
      return ours == e ? ours : new StorageException(ours.reason(), ours.getMessage(), e);
    }
    if (find(e, InterruptedException.class) != null) {
      Thread.currentThread().interrupt();
      return new StorageException(FAILED, url + ": interrupted", e);
    }
    String refused = refusedToken(e);
    if (refused != null) {
      return new StorageException(ACCESS_DENIED, url + ": access denied: " + refused, e);
    }
    BaseServiceException answer = find(e, BaseServiceException.class);
    HttpResponseException response = find(e, HttpResponseException.class);
    int status =
        response != null ? response.getStatusCode() : answer != null ? answer.getCode() : 0;
    if (status > 0) {
      return byStatus(url, status, told(response, answer), e);
    }
    IOException io = find(e, IOException.class);
    if (io != null) {
      return new StorageException(
          UNREACHABLE, url + ": the store cannot be reached: " + described(io), e);
    }
    return new StorageException(FAILED, url + ": " + described(e), e);
  }

  /** Of a request that needs no object: what is not found is the bucket, if not all of the API. */
  static StorageException ofBucket(String url, StorageException e) {
    return e.reason() == NOT_FOUND && !e.getMessage().contains(": there is no such bucket")
        ? new StorageException(
            NOT_FOUND,
            url
                + ": there is no such bucket, or the endpoint is not Cloud Storage: check"
                + " STORAGE_EMULATOR_HOST",
            e.getCause())
        : e;
  }

  static StorageException byStatus(String url, int status, String told, Exception cause) {
    String lower = told.toLowerCase(Locale.ROOT);
    return switch (status) {
      case 400 ->
          lower.contains("match") && (lower.contains("crc32c") || lower.contains("md5"))
              ? new StorageException(
                  CORRUPT,
                  url + ": other bytes arrived than were sent: nothing has been written",
                  cause)
              : answers(url, status, told, cause);
      case 401 ->
          new StorageException(
              ACCESS_DENIED,
              url + ": access denied: the store takes no such token: check the credentials",
              cause);
      case 403 ->
          new StorageException(
              ACCESS_DENIED, url + ": access denied: check the credentials" + colon(told), cause);
      case 404, 410 ->
          new StorageException(
              NOT_FOUND,
              url
                  + ": there is no such "
                  + (lower.contains("bucket does not exist") ? "bucket" : "object"),
              cause);
      case 409 ->
          lower.contains("empty")
              ? new StorageException(
                  FAILED, url + ": the bucket has objects: remove them first", cause)
              : new StorageException(
                  ALREADY_EXISTS, url + ": there is such a bucket: choose another name", cause);
      case 412 -> new StorageException(PRECONDITION_FAILED, url + ": it has changed", cause);
      case 429 ->
          new StorageException(THROTTLED, url + ": the store asks for fewer requests (429)", cause);
      case 408, 502, 503, 504 ->
          new StorageException(
              UNREACHABLE, url + ": the store is unavailable (" + status + ")", cause);
      case 507 ->
          new StorageException(
              FAILED, url + ": the store's disk is full: free some space there", cause);
      default -> answers(url, status, told, cause);
    };
  }

  private static StorageException answers(String url, int status, String told, Exception cause) {
    return new StorageException(
        status == 501 ? UNSUPPORTED : FAILED,
        url + ": the store answers " + status + colon(told),
        cause);
  }

  /** What the token endpoint says, before any request to the store; null if it is not that. */
  private static String refusedToken(Exception e) {
    boolean token =
        causes(e)
            .anyMatch(
                cause ->
                    cause instanceof IOException
                        && String.valueOf(cause.getMessage())
                            .startsWith("Error getting access token"));
    HttpResponseException answer = find(e, HttpResponseException.class);
    if (!token || answer == null) {
      return null;
    }
    if (String.valueOf(answer.getContent()).contains("in a reasonable timeframe")) {
      return "the clock of this machine is not the token endpoint's: set it right";
    }
    return "the token endpoint refuses the key of GOOGLE_APPLICATION_CREDENTIALS ("
        + answer.getStatusCode()
        + ")";
  }

  private static String told(HttpResponseException response, BaseServiceException answer) {
    if (response instanceof GoogleJsonResponseException json && json.getDetails() != null) {
      return firstLine(json.getDetails().getMessage());
    }
    if (response != null) {
      // Downloads answer in plain text.
      String content = response.getContent();
      return content == null || content.startsWith("{") || content.startsWith("<")
          ? ""
          : firstLine(content);
    }
    return answer == null ? "" : firstLine(answer.getMessage());
  }

  private static String colon(String told) {
    return told.isBlank() ? "" : ": " + told;
  }

  private static String described(Exception e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : firstLine(e.getMessage());
  }

  private static String firstLine(String message) {
    return message == null ? "" : message.lines().findFirst().orElse("");
  }

  private static Stream<Throwable> causes(Throwable e) {
    return Stream.iterate(e, Objects::nonNull, Throwable::getCause);
  }

  private static <T> T find(Throwable e, Class<T> type) {
    return causes(e).filter(type::isInstance).map(type::cast).findFirst().orElse(null);
  }
}
