package dev.drydock.cluster.gcs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.drydock.cluster.gcs.json.BucketsResource;
import dev.drydock.cluster.gcs.store.Checksums;
import dev.drydock.cluster.gcs.store.ContentWriter;
import dev.drydock.cluster.gcs.store.ObjectTable;
import dev.drydock.cluster.gcs.store.StagedContent;
import dev.drydock.cluster.gcs.store.Storage;
import dev.drydock.cluster.gcs.store.StoredObject;
import dev.drydock.cluster.google.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server with a heap of 64 MB, whatever the size and the number of objects. */
class FlatMemoryIT {
  private static final int OBJECTS = 200_000;
  private static final int FOLDERS = 2_000;
  private static final long LARGE = 400_000_000;
  private static final long MOST_KILOBYTES = 150_000;

  @TempDir Path folder;

  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void manyAndLargeObjects() throws Exception {
    fill();
    try (ChildServer child = ChildServer.start(folder, "")) {
      assertThat(list(child, "")).isEqualTo(OBJECTS);
      assertThat(list(child, "&delimiter=/")).isEqualTo(FOLDERS);
      assertThat(list(child, "&prefix=folder-0042/")).isEqualTo(OBJECTS / FOLDERS);
      HttpRequest upload =
          HttpRequest.newBuilder(
                  URI.create(
                      child.url() + TestServer.uploadPath("bucket", "media") + "&name=large"))
              .POST(BodyPublishers.ofInputStream(Zeros::new))
              .build();
      JsonNode made =
          new ObjectMapper().readTree(client.send(upload, BodyHandlers.ofString()).body());
      assertThat(made.path("size").asLong()).isEqualTo(LARGE);
      try (InputStream media =
          client
              .send(
                  get(child, "/storage/v1/b/bucket/o/large?alt=media"),
                  BodyHandlers.ofInputStream())
              .body()) {
        byte[] buffer = new byte[65_536];
        long count = 0;
        for (int read = media.read(buffer); read >= 0; read = media.read(buffer)) {
          count += read;
        }
        assertThat(count).isEqualTo(LARGE);
      }
      assumeTrue(Files.exists(Path.of("/proc/self/status")), "proc(5) tells how much memory it is");
      assertThat(child.mostResidentKilobytes()).isLessThan(MOST_KILOBYTES);
    }
  }

  private void fill() throws Exception {
    try (Storage storage = Storage.open(folder)) {
      new BucketsResource(storage).create("bucket", Json.object());
      StagedContent content;
      try (ContentWriter empty = storage.writer(new Checksums(false))) {
        content = empty.finish();
      }
      storage.write(
          transaction -> {
            for (int i = 0; i < OBJECTS; i++) {
              String name = "folder-%04d/object-%06d".formatted(i % FOLDERS, i);
              StoredObject object =
                  StoredObject.of("bucket", name, content, 0, Json.object())
                      .as("bucket", name, transaction.tick(), Json.object());
              ObjectTable.put(transaction.session(), object);
            }
            return OBJECTS;
          });
    }
  }

  private static HttpRequest get(ChildServer child, String path) {
    return HttpRequest.newBuilder(URI.create(child.url() + path)).build();
  }

  /** How many items and prefixes all pages have, each after the one before. */
  private int list(ChildServer child, String query) throws Exception {
    int count = 0;
    String token = "";
    String last = "";
    do {
      String path = "/storage/v1/b/bucket/o?fields=items(name),prefixes,nextPageToken" + query;
      String body =
          client
              .send(
                  get(child, path + "&pageToken=" + token),
                  BodyHandlers.ofString(StandardCharsets.UTF_8))
              .body();
      JsonNode page = new ObjectMapper().readTree(body);
      for (JsonNode item : page.path("items")) {
        assertThat(item.path("name").asText()).isGreaterThan(last);
        last = item.path("name").asText();
        count++;
      }
      count += page.path("prefixes").size();
      token = page.path("nextPageToken").asText();
    } while (!token.isEmpty());
    return count;
  }

  /** As many bytes as the large object has. */
  private static final class Zeros extends InputStream {
    private long left = LARGE;

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : 0;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
      if (left == 0) {
        return -1;
      }
      int count = (int) Math.min(left, length);
      java.util.Arrays.fill(bytes, offset, offset + count, (byte) 0);
      left -= count;
      return count;
    }
  }
}
