package dev.drydock.cluster.google;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.jetty.http.HttpStatus;

/**
 * Several calls in one request: {@code https://cloud.google.com/storage/docs/batch}. They are
 * performed one after the other.
 */
public final class Batch {
  private static final int MOST_CALLS = 100;
  private static final int LONGEST_CALL = 1 << 20;

  /** Performs one call. */
  public interface Calls {
    /** The reply, which may be an error. */
    Reply answer(ApiRequest request) throws IOException;
  }

  /** Checks the credential of one call, where the batch has none. */
  public interface CredentialCheck {
    /**
     * @param authorization the value of the header, null if there is none
     * @throws ApiException 401
     */
    void check(String authorization) throws ApiException;
  }

  private final String api;
  private final CredentialCheck credentials;
  private final Calls calls;

  /**
   * @param api the path of the API whose calls a batch may have, such as {@code /storage/v1}
   */
  public Batch(String api, CredentialCheck credentials, Calls calls) {
    this.api = api;
    this.credentials = credentials;
    this.calls = calls;
  }

  /**
   * Performs the calls in the body of a request.
   *
   * @return the replies, in the form of the body
   * @throws ApiException 400 if the body is not a batch or has more than 100 calls
   */
  public Reply answer(ApiRequest request) throws IOException, ApiException {
    String boundary = "batch_" + UUID.randomUUID();
    ByteArrayOutputStream answers = new ByteArrayOutputStream();
    Multipart parts = Multipart.of(request);
    int count = 0;
    for (Optional<Multipart.Part> part = parts.next(); part.isPresent(); part = parts.next()) {
      count++;
      if (count > MOST_CALLS) {
        throw new ApiException(
            400, "badRequest", "The batch has more than " + MOST_CALLS + " calls.");
      }
      answers.write(bytes("--" + boundary + "\r\nContent-Type: application/http\r\n"));
      String id = part.get().headers().get("Content-ID");
      if (id != null) {
        answers.write(bytes("Content-ID: " + answerId(id) + "\r\n"));
      }
      answers.write(bytes("\r\n"));
      write(answers, answer(request, part.get()));
      answers.write(bytes("\r\n"));
    }
    answers.write(bytes("--" + boundary + "--\r\n"));
    return Reply.bytes(200, "multipart/mixed; boundary=" + boundary, answers.toByteArray());
  }

  private static String answerId(String id) {
    return id.startsWith("<") ? "<response-" + id.substring(1) : "response-" + id;
  }

  private Reply answer(ApiRequest batch, Multipart.Part part) throws IOException {
    try {
      return calls.answer(call(batch, part));
    } catch (ApiException e) {
      return ErrorReply.of(e);
    }
  }

  private ApiRequest call(ApiRequest batch, Multipart.Part part) throws IOException, ApiException {
    byte[] text = part.body().readNBytes(LONGEST_CALL + 1);
    if (text.length > LONGEST_CALL) {
      throw new ApiException(413, "uploadTooLarge", "A call of the batch is larger than 1 MiB.");
    }
    ByteArrayInputStream source = new ByteArrayInputStream(text);
    String[] line = line(source).split(" ", -1);
    if (line.length < 2) {
      throw new ApiException(400, "badRequest", "A call of the batch has no request line.");
    }
    Map<String, String> headers = Multipart.headers(() -> line(source));
    if (!batch.authenticated()) {
      // Google's libraries for Java send the token with each call.
      credentials.check(headers.get("Authorization"));
    }
    String target = withoutBase(line[1], batch.baseUrl());
    int query = target.indexOf('?');
    return new ApiRequest(
        line[0],
        query < 0 ? target : target.substring(0, query),
        query < 0 ? null : target.substring(query + 1),
        batch.baseUrl(),
        true,
        headers,
        source);
  }

  /** Clients send the path of a call, or its whole address, with or without {@code baseUrl}. */
  private String withoutBase(String target, String baseUrl) throws ApiException {
    String path = target.replaceFirst("^https?://[^/]*", "");
    String base = URI.create(baseUrl).getRawPath();
    if (!base.isEmpty() && path.startsWith(base + "/")) {
      path = path.substring(base.length());
    }
    if (!path.startsWith(api + "/")) {
      throw new ApiException(
          400, "badRequest", "A batch has calls of " + api + " only, not of " + target);
    }
    return path;
  }

  /** The next line without its end. */
  private static String line(ByteArrayInputStream source) {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = source.read(); next >= 0 && next != '\n'; next = source.read()) {
      line.write(next);
    }
    return line.toString(StandardCharsets.UTF_8).replaceFirst("\r$", "");
  }

  private static void write(ByteArrayOutputStream answers, Reply reply) throws IOException {
    try (reply) {
      answers.write(bytes("HTTP/1.1 " + reply.status() + " " + phrase(reply.status()) + "\r\n"));
      for (Map.Entry<String, String> header : reply.headers().entrySet()) {
        answers.write(bytes(header.getKey() + ": " + header.getValue() + "\r\n"));
      }
      answers.write(bytes("\r\n"));
      WritableByteChannel channel = Channels.newChannel(answers);
      reply.writeTo(channel);
    }
  }

  private static String phrase(int status) {
    String phrase = HttpStatus.getMessage(status);
    return phrase == null ? "Status" : phrase;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
