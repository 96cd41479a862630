package dev.drydock.cluster.gcs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The server in this process, on a free port, for one who knows a fixed token; and a client. A
 * class that registers it has it from before all of its tests until after them.
 */
final class TestServer implements BeforeAllCallback, AfterAllCallback, AutoCloseable {
  static final String TOKEN = "Bearer test";

  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private GcsServer server;
  private Path folder;

  /** To be registered. */
  TestServer() {}

  /** Starts at once, on what is in a folder. */
  TestServer(Path folder) throws Exception {
    start(folder);
  }

  private void start(Path kept) throws Exception {
    folder = kept;
    server =
        GcsServer.start(
            kept, 0, Optional.empty(), new FixedTokenAuthenticator(TOKEN), Optional.empty());
  }

  @Override
  public void beforeAll(ExtensionContext context) throws Exception {
    start(Files.createTempDirectory("gcs-"));
  }

  @Override
  public void afterAll(ExtensionContext context) throws Exception {
    close();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /** The same bytes for the same size. */
  static byte[] random(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  /** What came back. */
  record Answer(int status, HttpHeaders headers, Content content) {
    /** Bytes of a body. */
    static final class Content {
      private final byte[] bytes;

      Content(byte[] bytes) {
        this.bytes = bytes;
      }
    }

    byte[] bytes() {
      return content.bytes;
    }

    String text() {
      return new String(content.bytes, StandardCharsets.UTF_8);
    }

    JsonNode json() {
      try {
        return new ObjectMapper().readTree(content.bytes);
      } catch (IOException e) {
        throw new AssertionError("no JSON: " + text(), e);
      }
    }

    /** A field, as text. */
    String field(String name) {
      return json().path(name).asText();
    }

    String header(String name) {
      return headers.firstValue(name).orElse("");
    }

    /** The reason of Google's error, which is checked to be of its shape. */
    String reason() {
      JsonNode error = json().path("error");
      if (error.path("code").asInt() != status
          || !error.path("errors").path(0).path("domain").asText().equals("global")
          || error.path("message").asText().isEmpty()) {
        throw new AssertionError("no error of Google's: " + status + " " + text());
      }
      return error.path("errors").path(0).path("reason").asText();
    }

    String message() {
      return json().path("error").path("message").asText();
    }
  }

  /** Where it keeps what it has. */
  Path folder() {
    return folder;
  }

  int port() {
    return server.port();
  }

  String url() {
    return "http://127.0.0.1:" + server.port();
  }

  static String encode(String name) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** Names and values of headers alternate. */
  Answer send(String method, String pathOrUrl, byte[] body, String... headers)
      throws IOException, InterruptedException {
    String url = pathOrUrl.startsWith("http") ? pathOrUrl : url() + pathOrUrl;
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url))
            .method(
                method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body))
            .setHeader("Authorization", TOKEN);
    for (int i = 0; i < headers.length; i += 2) {
      request.setHeader(headers[i], headers[i + 1]);
    }
    HttpResponse<byte[]> response = CLIENT.send(request.build(), BodyHandlers.ofByteArray());
    return new Answer(
        response.statusCode(), response.headers(), new Answer.Content(response.body()));
  }

  Answer send(String method, String path, String body, String... headers)
      throws IOException, InterruptedException {
    return send(method, path, body.getBytes(StandardCharsets.UTF_8), headers);
  }

  Answer get(String path, String... headers) throws IOException, InterruptedException {
    return send("GET", path, (byte[]) null, headers);
  }

  Answer post(String path, String json) throws IOException, InterruptedException {
    return send("POST", path, json, "Content-Type", "application/json");
  }

  Answer patch(String path, String json) throws IOException, InterruptedException {
    return send("PATCH", path, json, "Content-Type", "application/json");
  }

  Answer delete(String path) throws IOException, InterruptedException {
    return send("DELETE", path, (byte[]) null);
  }

  /** Makes a bucket of a name of its own with these properties. */
  String bucket(String properties) throws IOException, InterruptedException {
    String name = "b-" + UUID.randomUUID();
    Answer answer =
        post(
            "/storage/v1/b?project=p",
            "{\"name\":\"" + name + "\"" + (properties.isEmpty() ? "" : "," + properties) + "}");
    if (answer.status() != 200) {
      throw new AssertionError(answer.text());
    }
    return name;
  }

  String bucket() throws IOException, InterruptedException {
    return bucket("");
  }

  /**
   * Uploads in one request.
   *
   * @param query more parameters, each behind an ampersand
   */
  Answer put(String bucket, String name, byte[] bytes, String query, String... headers)
      throws IOException, InterruptedException {
    return send(
        "POST", uploadPath(bucket, "media") + "&name=" + encode(name) + query, bytes, headers);
  }

  /** Uploads a text, which must succeed; returns its generation. */
  String put(String bucket, String name, String text) throws IOException, InterruptedException {
    Answer answer = put(bucket, name, text.getBytes(StandardCharsets.UTF_8), "");
    if (answer.status() != 200) {
      throw new AssertionError(answer.text());
    }
    return answer.field("generation");
  }

  static String uploadPath(String bucket, String type) {
    return "/upload/storage/v1/b/" + bucket + "/o?uploadType=" + type;
  }

  static String path(String bucket, String name) {
    return "/storage/v1/b/" + bucket + "/o/" + encode(name);
  }

  Answer read(String bucket, String name, String... headers)
      throws IOException, InterruptedException {
    return get(path(bucket, name) + "?alt=media", headers);
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
