package dev.drydock.cluster.gcs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.cluster.gcs.TestServer.Answer;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class ResumableUploadsTest {
  private static final int UNIT = 256 * 1024;
  @RegisterExtension static final TestServer server = new TestServer();

  private static String begin(TestServer at, String bucket, String query, String... headers)
      throws Exception {
    Answer answer =
        at.send(
            "POST",
            TestServer.uploadPath(bucket, "resumable") + "&name=o" + query,
            "{\"metadata\":{\"k\":\"v\"}}",
            headers);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Location")).startsWith(at.url() + "/upload/storage/v1/b/");
    return answer.header("Location");
  }

  private static Answer chunk(String location, byte[] all, int from, int to, String total)
      throws Exception {
    return server.send(
        "PUT",
        location,
        Arrays.copyOfRange(all, from, to),
        "Content-Range",
        "bytes " + from + "-" + (to - 1) + "/" + total);
  }

  private static Answer status(String location, String total) throws Exception {
    return server.send("PUT", location, new byte[0], "Content-Range", "bytes */" + total);
  }

  @Test
  void chunksMakeAnObject() throws Exception {
    String bucket = server.bucket();
    byte[] bytes = TestServer.random(2 * UNIT + 1000);
    String location = begin(server, bucket, "", "X-Upload-Content-Type", "text/x");

    Answer first = chunk(location, bytes, 0, UNIT, "*");
    assertThat(first.status()).isEqualTo(308);
    assertThat(first.header("Range")).isEqualTo("bytes=0-262143");
    Answer second = chunk(location, bytes, UNIT, 2 * UNIT, "*");
    assertThat(second.header("Range")).isEqualTo("bytes=0-524287");
    assertThat(server.read(bucket, "o").status()).isEqualTo(404);
    Answer last = chunk(location, bytes, 2 * UNIT, bytes.length, Integer.toString(bytes.length));

    assertThat(last.status()).isEqualTo(200);
    assertThat(last.field("contentType")).isEqualTo("text/x");
    assertThat(last.json().at("/metadata/k").asText()).isEqualTo("v");
    assertThat(server.read(bucket, "o").bytes()).isEqualTo(bytes);
    Answer again = status(location, Integer.toString(bytes.length));
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.field("generation")).isEqualTo(last.field("generation"));
  }

  @Test
  void aStatusQueryFinishesOnlyWhatIsWhole() throws Exception {
    String bucket = server.bucket();
    byte[] bytes = TestServer.random(2 * UNIT);
    String location = begin(server, bucket, "");

    assertThat(status(location, "*").header("Range")).isEmpty();
    chunk(location, bytes, 0, UNIT, "*");
    Answer part = status(location, Integer.toString(bytes.length));
    assertThat(part.status()).isEqualTo(308);
    assertThat(part.header("Range")).isEqualTo("bytes=0-262143");
    assertThat(server.read(bucket, "o").status()).isEqualTo(404);
    chunk(location, bytes, UNIT, 2 * UNIT, "*");
    assertThat(status(location, "*").status()).isEqualTo(308);
    assertThat(server.read(bucket, "o").status()).isEqualTo(404);
    Answer whole = status(location, Integer.toString(bytes.length));
    assertThat(whole.status()).isEqualTo(200);
    assertThat(server.read(bucket, "o").bytes()).isEqualTo(bytes);
  }

  @Test
  void anEmptyObjectIsFinishedByItsStatus() throws Exception {
    String bucket = server.bucket();
    assertThat(status(begin(server, bucket, ""), "0").status()).isEqualTo(200);
    assertThat(server.get(TestServer.path(bucket, "o")).field("size")).isEqualTo("0");
  }

  @Test
  void aBodyOfUnknownLengthEndsWhereItEnds() throws Exception {
    String bucket = server.bucket();
    byte[] bytes = TestServer.random(UNIT + 5);
    String location = begin(server, bucket, "");
    assertThat(server.send("PUT", location, bytes).status()).isEqualTo(200);
    assertThat(server.read(bucket, "o").bytes()).isEqualTo(bytes);
    location = begin(server, bucket, "");
    assertThat(server.send("PUT", location, bytes, "Content-Range", "bytes 0-*/*").status())
        .isEqualTo(200);
  }

  @Test
  void whatIsSentTwiceIsKeptOnce() throws Exception {
    String bucket = server.bucket();
    byte[] bytes = TestServer.random(3 * UNIT);
    String location = begin(server, bucket, "");
    chunk(location, bytes, 0, 2 * UNIT, "*");
    chunk(location, bytes, UNIT, 2 * UNIT, "*");
    Answer gap = chunk(location, bytes, 2 * UNIT + 1, 3 * UNIT, Integer.toString(bytes.length));
    assertThat(gap.status()).isEqualTo(503);
    assertThat(gap.message()).contains("exceeds already uploaded size of 524288 byte(s)");
    assertThat(chunk(location, bytes, UNIT, 3 * UNIT, Integer.toString(bytes.length)).status())
        .isEqualTo(200);
    assertThat(server.read(bucket, "o").bytes()).isEqualTo(bytes);
  }

  @Test
  void malformedChunksAreRefused() throws Exception {
    String bucket = server.bucket();
    byte[] bytes = TestServer.random(UNIT);
    String location = begin(server, bucket, "");
    Answer uneven = chunk(location, bytes, 0, 1000, "*");
    assertThat(uneven.status()).isEqualTo(400);
    assertThat(uneven.message()).contains("must be a multiple of 262144");
    Answer range = server.send("PUT", location, bytes, "Content-Range", "bytes 5-1/9");
    assertThat(range.message()).isEqualTo("Failed to parse Content-Range header: bytes 5-1/9");
    Answer tooFew = server.send("PUT", location, new byte[3], "Content-Range", "bytes 0-9/10");
    assertThat(tooFew.message()).contains("There were 3 byte(s)");
    assertThat(server.read(bucket, "o").status()).isEqualTo(404);
  }

  @Test
  void aCancelledUploadIsGone() throws Exception {
    String bucket = server.bucket();
    String location = begin(server, bucket, "");
    chunk(location, TestServer.random(UNIT), 0, UNIT, "*");
    assertThat(server.send("DELETE", location, (byte[]) null).status()).isEqualTo(499);
    assertThat(status(location, "*").status()).isEqualTo(404);
    assertThat(
            server
                .send("PUT", TestServer.uploadPath(bucket, "resumable") + "&upload_id=00", "")
                .reason())
        .isEqualTo("notFound");
  }

  @Test
  void preconditionsHoldAtTheEndToo() throws Exception {
    String bucket = server.bucket();
    String location = begin(server, bucket, "&ifGenerationMatch=0");
    server.put(bucket, "o", "meanwhile");
    assertThat(server.send("PUT", location, new byte[] {1}).status()).isEqualTo(412);
    assertThat(server.read(bucket, "o").text()).isEqualTo("meanwhile");
    Answer early =
        server.send(
            "POST", TestServer.uploadPath(bucket, "resumable") + "&name=o&ifGenerationMatch=0", "");
    assertThat(early.status()).isEqualTo(412);
  }

  @Test
  void aWrongChecksumLeavesNothing() throws Exception {
    String bucket = server.bucket();
    String location = begin(server, bucket, "");
    Answer answer = server.send("PUT", location, new byte[] {1}, "X-Goog-Hash", "crc32c=AAAAAA==");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(server.read(bucket, "o").status()).isEqualTo(404);
  }

  @Test
  void anInterruptedChunkGoesOnWhereItStopped() throws Exception {
    String bucket = server.bucket();
    byte[] bytes = TestServer.random(4 * UNIT);
    String location = begin(server, bucket, "");
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      OutputStream out = socket.getOutputStream();
      String head =
          "PUT %s HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: %s\r\nContent-Length: %d\r\nContent-Range: bytes 0-%d/%d\r\n\r\n"
              .formatted(
                  location.substring(server.url().length()),
                  TestServer.TOKEN,
                  bytes.length,
                  bytes.length - 1,
                  bytes.length);
      out.write(head.getBytes(StandardCharsets.UTF_8));
      out.write(bytes, 0, UNIT + 77);
      out.flush();
      Awaitility.await()
          .until(() -> status(location, "*").header("Range").equals("bytes=0-" + (UNIT + 76)));
    }
    Answer rest = chunk(location, bytes, UNIT + 77, bytes.length, Integer.toString(bytes.length));
    assertThat(rest.status()).isEqualTo(200);
    assertThat(server.read(bucket, "o").bytes()).isEqualTo(bytes);
  }

  @Test
  void aRestartLosesNothing(@TempDir Path other) throws Exception {
    byte[] bytes = TestServer.random(2 * UNIT);
    String id;
    String bucket;
    try (TestServer before = new TestServer(other)) {
      bucket = before.bucket();
      String location = begin(before, bucket, "");
      id = location.substring(location.indexOf("&upload_id="));
      before.send(
          "PUT",
          location,
          Arrays.copyOf(bytes, UNIT),
          "Content-Range",
          "bytes 0-" + (UNIT - 1) + "/*");
    }
    try (TestServer after = new TestServer(other)) {
      String location = TestServer.uploadPath(bucket, "resumable") + "&name=o" + id;
      Answer status = after.send("PUT", location, new byte[0], "Content-Range", "bytes */*");
      assertThat(status.header("Range")).isEqualTo("bytes=0-262143");
      Answer done =
          after.send(
              "PUT",
              location,
              Arrays.copyOfRange(bytes, UNIT, 2 * UNIT),
              "Content-Range",
              "bytes %d-%d/%d".formatted(UNIT, 2 * UNIT - 1, 2 * UNIT));
      assertThat(done.status()).isEqualTo(200);
      assertThat(after.read(bucket, "o").bytes()).isEqualTo(bytes);
    }
  }

  @Test
  void theAddressOfAnUploadNeedsNoToken() throws Exception {
    String bucket = server.bucket();
    String location = begin(server, bucket, "");
    Answer answer = server.send("PUT", location, new byte[] {1}, "Authorization", "Bearer none");
    assertThat(answer.status()).isEqualTo(200);
  }
}
