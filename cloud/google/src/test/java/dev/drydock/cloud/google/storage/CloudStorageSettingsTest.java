package dev.drydock.cloud.google.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.drydock.cloud.objects.Content;
import dev.drydock.cloud.objects.StorageException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is reported about invalid settings, before or after a request. */
class CloudStorageSettingsTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "[]",
        "",
        "null",
        "text",
        "{}",
        "{\"type\": \"other\"}",
        "{\"type\": 1}",
        "{\"type\": [\"service_account\"]}",
        "{\"type\": \"service_account\"}",
        "{\"type\": \"service_account\", \"client_id\": \"1\", \"client_email\": \"e@p\","
            + " \"private_key_id\": \"1\", \"private_key\": \"none\"}"
      })
  void namesTheFileThatIsNotAKey(String content) throws Exception {
    Path file = Files.writeString(folder.resolve("bad.json"), content);

    for (String emulator : new String[] {"", "http://127.0.0.1:1"}) {
      assertThatThrownBy(
              () ->
                  CloudStorageConnection.fromSettings(
                      Map.of(
                          "GOOGLE_APPLICATION_CREDENTIALS",
                          file.toString(),
                          "STORAGE_EMULATOR_HOST",
                          emulator)))
          .isInstanceOf(StorageException.class)
          .hasMessage(
              "GOOGLE_APPLICATION_CREDENTIALS: "
                  + file
                  + ": not the key file of a service account");
    }
  }

  @Test
  void namesTheFileThatDoesNotExist() {
    Path none = folder.resolve("none.json");

    assertThatThrownBy(
            () ->
                CloudStorageConnection.fromSettings(
                    Map.of("GOOGLE_APPLICATION_CREDENTIALS", none.toString())))
        .isInstanceOf(StorageException.class)
        .hasMessage("GOOGLE_APPLICATION_CREDENTIALS: " + none + ": file does not exist");
  }

  @ParameterizedTest
  @ValueSource(strings = {"nonsense", "ftp://host:1", "http://", "://", "a b:1", "file:///x"})
  void saysThatTheEndpointIsNotAUrl(String endpoint) {
    assertThatThrownBy(
            () -> CloudStorageConnection.fromSettings(Map.of("STORAGE_EMULATOR_HOST", endpoint)))
        .isInstanceOf(StorageException.class)
        .hasMessage(
            "gs: the endpoint is not a URL such as http://127.0.0.1:4443: check"
                + " STORAGE_EMULATOR_HOST");
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost:4443", "http://gcs", "https://host:1/path"})
  void acceptsEndpoints(String endpoint) throws Exception {
    try (CloudStorageConnection connection =
        CloudStorageConnection.fromSettings(Map.of("STORAGE_EMULATOR_HOST", endpoint))) {
      assertThat(endpoint).contains(connection.host().replaceFirst("http://", ""));
    }
  }

  @Test
  void saysThatNoProjectIsSet() throws Exception {
    // As if the variable were not set, even if it is set where this runs.
    String before = System.setProperty("GOOGLE_CLOUD_PROJECT", "");
    try (CloudStorageBuckets buckets = CloudStorageBuckets.at("http://127.0.0.1:1", null)) {
      String what = "gs: no project is set for the buckets: set GOOGLE_CLOUD_PROJECT";
      assertThatThrownBy(buckets::list).isInstanceOf(StorageException.class).hasMessage(what);
      assertThatThrownBy(() -> buckets.create("b"))
          .isInstanceOf(StorageException.class)
          .hasMessage(what);
    } finally {
      if (before == null) {
        System.clearProperty("GOOGLE_CLOUD_PROJECT");
      } else {
        System.setProperty("GOOGLE_CLOUD_PROJECT", before);
      }
    }
  }

  @Test
  void saysThatTheEndpointMayNotBeAStore() throws Exception {
    HttpServer other =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    other.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          byte[] page = "<html>Not Found</html>".getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "text/html");
          exchange.sendResponseHeaders(404, page.length);
          exchange.getResponseBody().write(page);
          exchange.close();
        });
    other.start();
    try (CloudStorageBuckets buckets =
            CloudStorageBuckets.at("http://127.0.0.1:" + other.getAddress().getPort(), null);
        CloudStorageObjectStore store = buckets.open("b")) {
      String what =
          "bucket does not exist, or the endpoint is not Cloud Storage: check"
              + " STORAGE_EMULATOR_HOST";
      assertThatThrownBy(() -> store.list("x/", "")).hasMessage("gs://b/x/: " + what);
      assertThatThrownBy(() -> store.listFolder("", "")).hasMessage("gs://b: " + what);
      for (int size : new int[] {10, 9_000_000}) {
        assertThatThrownBy(() -> store.put("x", Content.of(new byte[size])))
            .hasMessage("gs://b/x: " + what);
      }
      assertThatThrownBy(() -> store.beginSession("x", 10)).hasMessage("gs://b/x: " + what);
      assertThatThrownBy(() -> buckets.delete("b"))
          .hasMessageStartingWith("gs://b: bucket does not exist");
    } finally {
      other.stop(0);
    }
  }
}
