package dev.drydock.cluster.gcs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.cluster.gcs.TestServer.Answer;
import dev.drydock.cluster.gcs.access.SignedUrl;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class XmlResourceTest {
  @RegisterExtension static final TestServer server = new TestServer();

  @Test
  void anObjectIsPutReadAndDeleted() throws Exception {
    String bucket = server.bucket();
    String path = "/" + bucket + "/a//b/../%ED%95%9C";
    Answer put =
        server.send("PUT", path, "hello", "Content-Type", "text/x", "x-goog-meta-Color", "blue");
    assertThat(put.status()).isEqualTo(200);
    assertThat(put.header("X-Goog-Hash")).startsWith("crc32c=mnG7TA==,md5=");

    Answer get = server.get(path);
    assertThat(get.text()).isEqualTo("hello");
    assertThat(get.header("Content-Type")).isEqualTo("text/x");
    assertThat(get.header("x-goog-meta-color")).isEqualTo("blue");
    assertThat(get.header("Last-Modified")).endsWith("GMT");
    Answer head = server.send("HEAD", path, (byte[]) null);
    assertThat(head.status()).isEqualTo(200);
    assertThat(head.header("Content-Length")).isEqualTo("5");
    assertThat(head.bytes()).isEmpty();
    assertThat(server.get(path, "If-None-Match", get.header("ETag")).status()).isEqualTo(304);
    assertThat(server.get(path, "Range", "bytes=1-2").text()).isEqualTo("el");
    assertThat(server.read(bucket, "a//b/../한").text()).isEqualTo("hello");
    assertThat(server.delete(path).status()).isEqualTo(204);
    Answer gone = server.get(path);
    assertThat(gone.status()).isEqualTo(404);
    assertThat(gone.text()).contains("<Code>NoSuchKey</Code>");
    assertThat(server.get("/no-such-bucket/x").text()).contains("<Code>NoSuchBucket</Code>");
  }

  @Test
  void preconditionsAreInHeaders() throws Exception {
    String bucket = server.bucket();
    String path = "/" + bucket + "/o";
    String header = "x-goog-if-generation-match";
    assertThat(server.send("PUT", path, "1", header, "0").status()).isEqualTo(200);
    Answer again = server.send("PUT", path, "2", header, "0");
    assertThat(again.status()).isEqualTo(412);
    assertThat(again.text()).contains("<Code>PreconditionFailed</Code>");
    assertThat(server.send("DELETE", path, (byte[]) null, header, "1").status()).isEqualTo(412);
    assertThat(server.get(path, header, "1").status()).isEqualTo(412);
    assertThat(server.send("PUT", path, "3", "Content-MD5", "AAAA").status()).isEqualTo(400);
    assertThat(server.get(path).text()).isEqualTo("1");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 5, 100_000})
  void aHashThatWasSignedIsComparedWithTheBytes(int size) throws Exception {
    String path = "/" + server.bucket() + "/o";
    byte[] bytes = new byte[size];
    String hash = HexFormat.of().formatHex(SignedUrl.sha256().digest(bytes));
    assertThat(server.send("PUT", path, bytes, SignedUrl.CONTENT_HASH, hash).status())
        .isEqualTo(200);
    byte[] changed = new byte[size + 1];
    Answer refused = server.send("PUT", path, changed, SignedUrl.CONTENT_HASH, hash);
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.text())
        .contains("<Code>InvalidArgument</Code>")
        .contains("Provided SHA-256 \"" + hash + "\" doesn't match calculated SHA-256 \"");
    assertThat(server.get(path).bytes()).isEqualTo(bytes);
    assertThat(
            server
                .send("PUT", path, changed, SignedUrl.CONTENT_HASH, SignedUrl.UNSIGNED_PAYLOAD)
                .status())
        .isEqualTo(200);
    assertThat(server.get(path).bytes()).isEqualTo(changed);
  }

  @Test
  void aResumableUploadBegins() throws Exception {
    String bucket = server.bucket();
    Answer start = server.send("POST", "/" + bucket + "/o", "", "x-goog-resumable", "start");
    assertThat(start.status()).isEqualTo(201);
    Answer done =
        server.send("PUT", start.header("Location"), "hello".getBytes(StandardCharsets.UTF_8));
    assertThat(done.status()).isEqualTo(200);
    assertThat(server.get("/" + bucket + "/o").text()).isEqualTo("hello");
  }

  @Test
  void otherMethodsAreNotImplemented() throws Exception {
    Answer list = server.get("/" + server.bucket());
    assertThat(list.status()).isEqualTo(501);
    assertThat(list.text()).contains("<Code>NotImplemented</Code>");
  }
}
