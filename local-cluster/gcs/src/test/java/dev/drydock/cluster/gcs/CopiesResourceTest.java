package dev.drydock.cluster.gcs;

import static dev.drydock.cluster.gcs.TestServer.path;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.cluster.gcs.TestServer.Answer;
import dev.drydock.cluster.gcs.store.Checksums;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CopiesResourceTest {
  @RegisterExtension static final TestServer server = new TestServer();

  @Test
  void aCopyOutlivesItsSource() throws Exception {
    String bucket = server.bucket();
    String other = server.bucket();
    for (int size : new int[] {0, 10, 300_000}) {
      byte[] bytes = TestServer.random(size);
      server.put(bucket, "a/b", bytes, "", "Content-Type", "text/x");
      String to = path(bucket, "a/b") + "/copyTo/b/" + other + "/o/" + TestServer.encode("c/d");
      Answer copy = server.post(to, "");
      assertThat(copy.field("contentType")).isEqualTo("text/x");
      server.delete(path(bucket, "a/b"));
      assertThat(server.read(other, "c/d").bytes()).isEqualTo(bytes);
      server.delete(path(other, "c/d"));
    }
  }

  @Test
  void aRewriteGoesOnByItsToken() throws Exception {
    String bucket = server.bucket();
    byte[] bytes = TestServer.random(2_500_000);
    server.put(bucket, "from", bytes, "");
    String to =
        path(bucket, "from") + "/rewriteTo/b/" + bucket + "/o/to?maxBytesRewrittenPerCall=1048576";

    Answer first = server.post(to, "{\"contentType\":\"a/b\"}");
    assertThat(first.json().path("done").asBoolean()).isFalse();
    assertThat(first.field("totalBytesRewritten")).isEqualTo("1048576");
    assertThat(first.field("objectSize")).isEqualTo("2500000");
    assertThat(server.read(bucket, "to").status()).isEqualTo(404);
    Answer second =
        server.post(
            to + "&rewriteToken=" + first.field("rewriteToken"), "{\"contentType\":\"a/b\"}");
    Answer third =
        server.post(
            to + "&rewriteToken=" + second.field("rewriteToken"), "{\"contentType\":\"a/b\"}");
    assertThat(third.json().path("done").asBoolean()).isTrue();
    assertThat(third.json().at("/resource/contentType").asText()).isEqualTo("a/b");
    assertThat(server.read(bucket, "to").bytes()).isEqualTo(bytes);
    assertThat(server.post(to + "&rewriteToken=abc", "").status()).isEqualTo(400);
  }

  @Test
  void theSourceHasPreconditionsToo() throws Exception {
    String bucket = server.bucket();
    String generation = server.put(bucket, "from", "x");
    String to = path(bucket, "from") + "/rewriteTo/b/" + bucket + "/o/to?";
    assertThat(server.post(to + "ifSourceGenerationMatch=1", "").status()).isEqualTo(412);
    assertThat(server.post(to + "ifSourceMetagenerationNotMatch=1", "").status()).isEqualTo(412);
    assertThat(server.post(to + "ifSourceGenerationMatch=" + generation, "").status())
        .isEqualTo(200);
    Answer missing = server.post(path(bucket, "no") + "/rewriteTo/b/" + bucket + "/o/to", "");
    assertThat(missing.status()).isEqualTo(404);
    assertThat(missing.message()).isEqualTo("No such object: " + bucket + "/no");
  }

  @Test
  void anObjectIsMoved() throws Exception {
    String bucket = server.bucket();
    server.put(bucket, "from", "x");
    assertThat(server.post(path(bucket, "from") + "/moveTo/o/to", "").status()).isEqualTo(200);
    assertThat(server.read(bucket, "from").status()).isEqualTo(404);
    assertThat(server.read(bucket, "to").text()).isEqualTo("x");
  }

  @Test
  void objectsAreComposed() throws Exception {
    String bucket = server.bucket();
    byte[] large = TestServer.random(100_000);
    String generation = server.put(bucket, "a", "first ");
    server.put(bucket, "b", large, "");
    String compose = path(bucket, "whole") + "/compose";

    Answer whole =
        server.post(
            compose,
            "{\"sourceObjects\":[{\"name\":\"a\",\"generation\":\""
                + generation
                + "\"},{\"name\":\"b\"}],\"destination\":{\"contentType\":\"x/y\"}}");

    assertThat(whole.json().path("componentCount").asInt()).isEqualTo(2);
    assertThat(whole.json().has("md5Hash")).isFalse();
    assertThat(whole.field("contentType")).isEqualTo("x/y");
    byte[] read = server.read(bucket, "whole").bytes();
    assertThat(read)
        .hasSize(100_006)
        .endsWith(large)
        .startsWith("first ".getBytes(StandardCharsets.UTF_8));
    Checksums sums = new Checksums(false);
    sums.update(read, 0, read.length);
    assertThat(whole.field("crc32c")).isEqualTo(sums.crc32c());
    Answer missing = server.post(compose, "{\"sourceObjects\":[{\"name\":\"no\"}]}");
    assertThat(missing.status()).isEqualTo(404);
    assertThat(missing.reason()).isEqualTo("notFound");
    Answer stale =
        server.post(
            compose,
            "{\"sourceObjects\":[{\"name\":\"a\",\"objectPreconditions\":{\"ifGenerationMatch\":\"1\"}}]}");
    assertThat(stale.status()).isEqualTo(412);
    String many = "{\"name\":\"a\"},".repeat(33);
    assertThat(
            server
                .post(compose, "{\"sourceObjects\":[" + many.substring(0, many.length() - 1) + "]}")
                .status())
        .isEqualTo(400);
    Answer again =
        server.post(compose, "{\"sourceObjects\":[{\"name\":\"whole\"},{\"name\":\"a\"}]}");
    assertThat(again.json().path("componentCount").asInt()).isEqualTo(3);
  }
}
