package dev.drydock.cluster.gcs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.cluster.gcs.TestServer.Answer;
import dev.drydock.cluster.gcs.store.Checksums;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UploadsResourceTest {
  @RegisterExtension static final TestServer server = new TestServer();

  private static byte[] related(String lineEnd, String metadata, byte[] bytes) throws Exception {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    String head =
        "--frontier\nContent-Type: application/json\n\n"
            + metadata
            + "\n--frontier\nContent-Type: image/x\nContent-Transfer-Encoding: binary\n\n";
    body.write(head.replace("\n", lineEnd).getBytes(StandardCharsets.UTF_8));
    body.write(bytes);
    body.write((lineEnd + "--frontier--" + lineEnd).getBytes(StandardCharsets.UTF_8));
    return body.toByteArray();
  }

  @Test
  void metadataAndBytesComeInOneRequest() throws Exception {
    String bucket = server.bucket();
    for (String lineEnd : new String[] {"\r\n", "\n"}) {
      for (int size : new int[] {0, 1, 65_536, 200_000}) {
        byte[] bytes = TestServer.random(size);
        Answer answer =
            server.send(
                "POST",
                TestServer.uploadPath(bucket, "multipart"),
                related(lineEnd, "{\"name\":\"o\",\"metadata\":{\"k\":\"v\"}}", bytes),
                "Content-Type",
                "multipart/related; boundary='frontier'");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.field("contentType")).isEqualTo("image/x");
        assertThat(answer.json().at("/metadata/k").asText()).isEqualTo("v");
        assertThat(server.read(bucket, "o").bytes()).isEqualTo(bytes);
      }
    }
  }

  @Test
  void bytesThatLookLikeABoundaryAreKept() throws Exception {
    String bucket = server.bucket();
    byte[] bytes =
        "\r\n--frontie\r\n--frontieR\r\n\r\n--\r".repeat(5000).getBytes(StandardCharsets.UTF_8);
    server.send(
        "POST",
        TestServer.uploadPath(bucket, "multipart"),
        related("\r\n", "{\"name\":\"o\"}", bytes),
        "Content-Type",
        "multipart/related; boundary=\"frontier\"");
    assertThat(server.read(bucket, "o").bytes()).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\r\n", "\n"})
  void lineEndsAtTheEndOfTheBytesAreKept(String lineEnd) throws Exception {
    String bucket = server.bucket();
    for (String text : new String[] {"\r", "a\r", "a\n", "a\r\n", "\r\r"}) {
      server.send(
          "POST",
          TestServer.uploadPath(bucket, "multipart"),
          related(lineEnd, "{\"name\":\"o\"}", text.getBytes(StandardCharsets.UTF_8)),
          "Content-Type",
          "multipart/related; boundary=frontier");
      assertThat(server.read(bucket, "o").text()).isEqualTo(text);
    }
  }

  @Test
  void aBodyCompressedOnTheWayIsNotStoredSo() throws Exception {
    String bucket = server.bucket();
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
      gzip.write(related("\r\n", "{\"name\":\"o\"}", "plain".getBytes(StandardCharsets.UTF_8)));
    }
    Answer answer =
        server.send(
            "POST",
            TestServer.uploadPath(bucket, "multipart"),
            compressed.toByteArray(),
            "Content-Type",
            "multipart/related; boundary=frontier",
            "Content-Encoding",
            "gzip");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(server.read(bucket, "o").text()).isEqualTo("plain");
  }

  @Test
  void aWrongChecksumLeavesNothing() throws Exception {
    String bucket = server.bucket();
    for (byte[] bytes : new byte[][] {TestServer.random(10), TestServer.random(100_000)}) {
      Answer header = server.put(bucket, "o", bytes, "", "X-Goog-Hash", "crc32c=AAAAAA==");
      assertThat(header.status()).isEqualTo(400);
      assertThat(header.reason()).isEqualTo("invalid");
      assertThat(header.message()).startsWith("Provided CRC32C \"AAAAAA==\" doesn't match");
      Answer md5 = server.put(bucket, "o", bytes, "", "Content-MD5", "AAAAAAAAAAAAAAAAAAAAAA==");
      assertThat(md5.message()).startsWith("Provided MD5 hash");
      Answer metadata =
          server.send(
              "POST",
              TestServer.uploadPath(bucket, "multipart"),
              related("\r\n", "{\"name\":\"o\",\"crc32c\":\"AAAAAA==\"}", bytes),
              "Content-Type",
              "multipart/related; boundary=frontier");
      assertThat(metadata.status()).isEqualTo(400);
      assertThat(server.read(bucket, "o").status()).isEqualTo(404);
    }
    Checksums sums = new Checksums(true);
    byte[] bytes = TestServer.random(10);
    sums.update(bytes, 0, bytes.length);
    assertThat(
            server
                .put(
                    bucket,
                    "o",
                    bytes,
                    "",
                    "X-Goog-Hash",
                    "crc32c=" + sums.crc32c() + ",md5=" + sums.md5())
                .status())
        .isEqualTo(200);
  }

  @Test
  void ofManyWritersWithOnePreconditionOneWins() throws Exception {
    String bucket = server.bucket();
    ExecutorService threads = Executors.newFixedThreadPool(32);
    try {
      for (int round = 0; round < 3; round++) {
        String condition =
            "&ifGenerationMatch="
                + (round == 0 ? "0" : server.get(TestServer.path(bucket, "o")).field("generation"));
        List<Callable<Answer>> writers = new ArrayList<>();
        for (int i = 0; i < 32; i++) {
          byte[] bytes =
              ("writer " + i).repeat(i % 2 == 0 ? 1 : 5000).getBytes(StandardCharsets.UTF_8);
          writers.add(() -> server.put(bucket, "o", bytes, condition));
        }
        int won = 0;
        String md5 = "";
        for (Future<Answer> answer : threads.invokeAll(writers)) {
          if (answer.get().status() == 200) {
            won++;
            md5 = answer.get().field("md5Hash");
          } else {
            assertThat(answer.get().status()).isEqualTo(412);
          }
        }
        assertThat(won).isEqualTo(1);
        assertThat(server.get(TestServer.path(bucket, "o")).field("md5Hash")).isEqualTo(md5);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  /** Declares 5 GB, sends a little and goes away. */
  @Test
  void anUploadCutShortLeavesNothing() throws Exception {
    String bucket = server.bucket();
    long before = files();
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      OutputStream out = socket.getOutputStream();
      String head =
          "POST %s&name=cut HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: %s\r\nContent-Length: 5000000000\r\n\r\n"
              .formatted(TestServer.uploadPath(bucket, "media"), TestServer.TOKEN);
      out.write(head.getBytes(StandardCharsets.UTF_8));
      out.write(TestServer.random(300_000));
      out.flush();
      Awaitility.await().until(() -> files() == before + 1);
    }
    Awaitility.await().until(() -> files() == before);
    assertThat(server.read(bucket, "cut").status()).isEqualTo(404);
  }

  private static long files() throws Exception {
    try (Stream<Path> files = Files.walk(server.folder().resolve("content"))) {
      return files.filter(Files::isRegularFile).count();
    }
  }

  @Test
  void bytesThatNothingRefersToAreDeleted() throws Exception {
    String bucket = server.bucket();
    long before = files();
    server.put(bucket, "o", TestServer.random(100_000), "");
    server.put(bucket, "o", TestServer.random(100_001), "");
    assertThat(files()).isEqualTo(before + 1);
    server.delete(TestServer.path(bucket, "o"));
    assertThat(files()).isEqualTo(before);
  }

  @Test
  void aBodyOfUnknownLengthIsTaken() throws Exception {
    String bucket = server.bucket();
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      String request =
          "POST %s&name=chunked HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: %s\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n"
              .formatted(TestServer.uploadPath(bucket, "media"), TestServer.TOKEN);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      InputStream in = socket.getInputStream();
      assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).startsWith("HTTP/1.1 200");
    }
    assertThat(server.read(bucket, "chunked").text()).isEqualTo("hello world");
  }

  @Test
  void whatIsNoUploadIsRefused() throws Exception {
    String bucket = server.bucket();
    assertThat(
            server.send("POST", TestServer.uploadPath(bucket, "other") + "&name=x", "").message())
        .isEqualTo("Invalid uploadType: other");
    assertThat(server.send("POST", TestServer.uploadPath(bucket, "media"), "").message())
        .isEqualTo("Required parameter: name");
    assertThat(server.put("no-such-bucket", "x", new byte[1], "").status()).isEqualTo(404);
    assertThat(
            server
                .send(
                    "POST",
                    TestServer.uploadPath(bucket, "multipart"),
                    "--f\r\n\r\n{}\r\n--f\r\n\r\nno end",
                    "Content-Type",
                    "multipart/related; boundary=f")
                .reason())
        .isEqualTo("required");
  }
}
