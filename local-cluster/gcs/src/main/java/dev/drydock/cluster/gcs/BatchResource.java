package dev.drydock.cluster.gcs;

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
 * Several calls in one request: {@code https://cloud.google.com/storage/docs/batch}. They are done
 * one after the other; bytes of objects go neither in nor out.
 */
final class BatchResource {
  private static final int MOST_CALLS = 100;
  private static final int LONGEST_CALL = 1 << 20;

  /** Does one call. */
  interface Calls {
    Reply answer(ApiRequest request) throws IOException;
  }

  private final Authenticator authenticator;
  private final Calls calls;

  BatchResource(Authenticator authenticator, Calls calls) {
    this.authenticator = authenticator;
    this.calls = calls;
  }

  /** {@code POST /batch/storage/v1}. */
  Reply batch(ApiRequest request) throws IOException, ApiException {
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
      return ErrorReply.json(e);
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
      // So do Google's libraries for Java: the token is in each call.
      authenticator.checkCall(headers.get("Authorization"));
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

  /** Clients name a call by its path, by its whole address, or by either with the capability. */
  private static String withoutBase(String target, String baseUrl) throws ApiException {
    String path = target.replaceFirst("^https?://[^/]*", "");
    String base = URI.create(baseUrl).getRawPath();
    if (!base.isEmpty() && path.startsWith(base + "/")) {
      path = path.substring(base.length());
    }
    if (!path.startsWith("/storage/v1/")) {
      throw new ApiException(
          400, "badRequest", "A batch has calls of /storage/v1 only, not of " + target);
    }
    return path;
  }

  /** Up to the end of a line or of the text, without it. */
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
