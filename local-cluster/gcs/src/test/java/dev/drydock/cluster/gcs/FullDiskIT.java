package dev.drydock.cluster.gcs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server whose files may not grow beyond 8 MB (setrlimit(2)), as on a disk that is full. */
class FullDiskIT {
  /** Of 512 bytes (POSIX, {@code ulimit}). */
  private static final String LIMIT = "ulimit -f 16384";

  @TempDir Path folder;

  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void whatDoesNotFitIsRefusedInOneLineAndLeavesNothing() throws Exception {
    try (ChildServer child = ChildServer.start(folder, LIMIT)) {
      send(
          child,
          "POST",
          "/storage/v1/b?project=p",
          "{\"name\":\"bucket\"}".getBytes(StandardCharsets.UTF_8));
      String upload = TestServer.uploadPath("bucket", "media") + "&name=";
      HttpResponse<String> refused = send(child, "POST", upload + "large", new byte[20_000_000]);
      assertThat(refused.statusCode()).isEqualTo(507);
      assertThat(refused.body())
          .contains("\"reason\":\"insufficientStorage\"")
          .contains("the disk of the store is full");
      assertThat(send(child, "GET", "/storage/v1/b/bucket/o/large", new byte[0]).statusCode())
          .isEqualTo(404);
      try (Stream<Path> files = Files.walk(folder.resolve("content"))) {
        assertThat(files.filter(Files::isRegularFile)).isEmpty();
      }
      int stored = 0;
      int status = 200;
      while (status == 200 && stored < 2000) {
        HttpResponse<String> answer = send(child, "POST", upload + stored, new byte[12_000]);
        status = answer.statusCode();
        stored += status == 200 ? 1 : 0;
      }
      assertThat(status).as("the index is full after " + stored).isEqualTo(507);
      for (int i = 0; i < stored; i++) {
        HttpResponse<String> read =
            send(child, "GET", "/storage/v1/b/bucket/o/" + i + "?alt=media", new byte[0]);
        assertThat(read.statusCode()).isEqualTo(200);
        assertThat(read.body()).hasSize(12_000);
      }
      assertThat(send(child, "GET", "/storage/v1/b/bucket/o/" + stored, new byte[0]).statusCode())
          .isEqualTo(404);
    }
  }

  @Test
  void takesObjectsAgainWhenThereIsRoom() throws Exception {
    Path prlimit = Path.of("/usr/bin/prlimit");
    assumeTrue(Files.isExecutable(prlimit), "needs prlimit of util-linux, to give more room");
    try (ChildServer child = ChildServer.start(folder, "ulimit -S -f 4096")) {
      send(
          child,
          "POST",
          "/storage/v1/b?project=p",
          "{\"name\":\"bucket\"}".getBytes(StandardCharsets.UTF_8));
      String upload = TestServer.uploadPath("bucket", "media") + "&name=";
      int stored = 0;
      while (send(child, "POST", upload + stored, new byte[12_000]).statusCode() == 200) {
        stored++;
      }
      for (int again = 0; again < 3; again++) {
        assertThat(send(child, "POST", upload + "again", new byte[12_000]).statusCode())
            .isEqualTo(507);
      }
      String pid = Long.toString(child.pid());
      Process more =
          new ProcessBuilder(prlimit.toString(), "--pid", pid, "--fsize=unlimited")
              .inheritIO()
              .start();
      assertThat(more.waitFor()).isZero();
      for (String name : List.of("again", "0", "more")) {
        HttpResponse<String> answer = send(child, "POST", upload + name, new byte[12_000]);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      }
      assertThat(send(child, "POST", upload + "large", new byte[20_000_000]).statusCode())
          .isEqualTo(200);
      for (String name : List.of("again", "0", "more", Integer.toString(stored - 1))) {
        assertThat(
                send(child, "GET", "/storage/v1/b/bucket/o/" + name + "?alt=media", new byte[0])
                    .body())
            .hasSize(12_000);
      }
    }
  }

  private HttpResponse<String> send(ChildServer child, String method, String path, byte[] bytes)
      throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(child.url() + path))
            .method(method, BodyPublishers.ofByteArray(bytes))
            .build();
    return client.send(request, BodyHandlers.ofString());
  }
}
