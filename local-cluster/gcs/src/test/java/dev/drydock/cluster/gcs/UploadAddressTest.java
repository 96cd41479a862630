package dev.drydock.cluster.gcs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.cluster.gcs.access.CredentialAuthenticator;
import dev.drydock.cluster.gcs.access.SignedUrl;
import dev.drydock.cluster.gcs.access.TestKeys;
import dev.drydock.cluster.google.AccessTokens;
import dev.drydock.cluster.google.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The address of an upload under way is good for that upload, and for nothing else. */
class UploadAddressTest {
  private static final String CAPABILITY = "emulator-0123456789abcdef";
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  @TempDir private Path folder;
  private GcsServer server;
  private String endpoint;

  @BeforeEach
  void start() throws Exception {
    InstantSource clock = InstantSource.system();
    server =
        GcsServer.start(
            folder,
            0,
            Optional.empty(),
            new CredentialAuthenticator(
                CAPABILITY,
                new AccessTokens(CAPABILITY, clock),
                new SignedUrl(TestKeys.ACCOUNT, clock)),
            Optional.empty());
    server.routes().buckets().create("bucket", Json.object());
    endpoint = "http://127.0.0.1:" + server.port();
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  private static HttpResponse<String> send(String method, String url, String body)
      throws Exception {
    return CLIENT.send(
        HttpRequest.newBuilder(URI.create(url))
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .header("x-goog-resumable", "start")
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private String address() throws Exception {
    HttpResponse<String> started =
        send(
            "POST",
            endpoint
                + "/"
                + CAPABILITY
                + "/upload/storage/v1/b/bucket/o?uploadType=resumable&name=name",
            "");
    return started.headers().firstValue("Location").orElseThrow().replace("/" + CAPABILITY, "");
  }

  @Test
  void goesOnWithTheUpload() throws Exception {
    assertThat(send("PUT", address(), "hello").statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "GET,/storage/v1/b",
    "GET,/storage/v1/b/bucket/o",
    "PUT,/storage/v1/b/bucket",
    "DELETE,/storage/v1/b/bucket",
    "POST,/upload/storage/v1/b/bucket/o",
    "GET,/bucket/name",
    "POST,/bucket/other"
  })
  void opensNothingElse(String method, String path) throws Exception {
    String address = address();
    String id = address.substring(address.indexOf("upload_id="));

    assertThat(send(method, endpoint + path + "?" + id, "").statusCode()).isEqualTo(401);
  }
}
