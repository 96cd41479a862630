package dev.drydock.cluster.gcs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.drydock.cluster.gcs.store.Checksums;
import dev.drydock.cluster.gcs.store.ContentStore;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.io.TempDir;

/** What is left of a store whose server is killed in the middle of uploads. */
class KilledServerIT {
  private static final int WRITERS = 8;

  @TempDir Path folder;

  private final HttpClient client = HttpClient.newHttpClient();

  /** Checksums of what a writer has been told to be stored, by name. */
  private final Map<String, String> acknowledged = new ConcurrentHashMap<>();

  @RepeatedTest(3)
  void everyObjectIsThereWholeOrNotAtAll() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
    try {
      ChildServer child = ChildServer.start(folder, "");
      post(
          child,
          "/storage/v1/b?project=p",
          "{\"name\":\"bucket\"}".getBytes(StandardCharsets.UTF_8));
      List<Future<?>> writers = new ArrayList<>();
      for (int i = 0; i < WRITERS; i++) {
        int writer = i;
        writers.add(threads.submit(() -> write(child, writer)));
      }
      Awaitility.await().until(() -> acknowledged.size() > 50);
      child.kill();
      for (Future<?> writer : writers) {
        writer.get();
      }
    } finally {
      threads.shutdownNow();
    }
    try (TestServer server = new TestServer(folder)) {
      List<JsonNode> objects = new ArrayList<>();
      String token = "";
      do {
        TestServer.Answer page = server.get("/storage/v1/b/bucket/o?pageToken=" + token);
        page.json().path("items").forEach(objects::add);
        token = page.field("nextPageToken");
      } while (!token.isEmpty());
      Map<String, String> found = new ConcurrentHashMap<>();
      int files = 0;
      for (JsonNode object : objects) {
        byte[] bytes = server.read("bucket", object.path("name").asText()).bytes();
        assertThat(md5(bytes)).isEqualTo(object.path("md5Hash").asText());
        found.put(object.path("name").asText(), object.path("md5Hash").asText());
        files += bytes.length > ContentStore.SMALL ? 1 : 0;
      }
      assertThat(found).containsAllEntriesOf(acknowledged);
      int expected = files;
      Awaitility.await("what nothing refers to is swept").until(() -> files() == expected);
    }
  }

  private long files() throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("content"))) {
      return files.filter(Files::isRegularFile).count();
    }
  }

  /** Writes small and large objects until the server is gone. */
  private void write(ChildServer child, int writer) {
    Random random = new Random(writer);
    try {
      for (int i = 0; ; i++) {
        byte[] bytes = new byte[i % 3 == 0 ? 2_000_000 : 4096];
        random.nextBytes(bytes);
        String name = "writer-" + writer + "-" + i;
        if (post(child, TestServer.uploadPath("bucket", "media") + "&name=" + name, bytes) != 200) {
          throw new AssertionError("not stored: " + name);
        }
        acknowledged.put(name, md5(bytes));
      }
    } catch (IOException | InterruptedException e) {
      // The server has been killed.
    }
  }

  private int post(ChildServer child, String path, byte[] bytes)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(child.url() + path))
            .POST(BodyPublishers.ofByteArray(bytes))
            .build();
    return client.send(request, BodyHandlers.discarding()).statusCode();
  }

  private static String md5(byte[] bytes) {
    Checksums sums = new Checksums(true);
    sums.update(bytes, 0, bytes.length);
    return sums.md5();
  }
}
