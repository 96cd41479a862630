package dev.drydock.cluster.gcs;

import static dev.drydock.cluster.gcs.TestServer.path;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.cluster.gcs.TestServer.Answer;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectsResourceTest {
  @RegisterExtension static final TestServer server = new TestServer();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a//b",
        "x/../y",
        "/",
        "..x",
        "with space",
        "한국어/日本語.txt",
        "#?+%&=;'\"<>[]{}|\\^`~!@$*()",
        "100%25",
        "trailing/"
      })
  void namesAreKeptAsTheyAre(String name) throws Exception {
    String bucket = server.bucket();

    server.put(bucket, name, name);

    assertThat(server.read(bucket, name).text()).isEqualTo(name);
    assertThat(server.get(path(bucket, name)).field("name")).isEqualTo(name);
    Answer list = server.get("/storage/v1/b/" + bucket + "/o");
    assertThat(list.json().path("items")).hasSize(1);
    assertThat(list.json().at("/items/0/name").asText()).isEqualTo(name);
    assertThat(server.delete(path(bucket, name)).status()).isEqualTo(204);
    assertThat(server.read(bucket, name).status()).isEqualTo(404);
  }

  @Test
  void aNameHasAtMost1024Bytes() throws Exception {
    String bucket = server.bucket();
    String longest = "가".repeat(341) + "a";
    server.put(bucket, longest, "x");
    assertThat(server.read(bucket, longest).text()).isEqualTo("x");
    assertThat(server.put(bucket, longest + "b", new byte[0], "").status()).isEqualTo(400);
    for (String bad : new String[] {".", "..", "a\nb", "a\rb", ".well-known/acme-challenge/x"}) {
      Answer answer = server.put(bucket, bad, new byte[0], "");
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.message()).startsWith("Disallowed unicode characters");
    }
    Answer malformed =
        server.send("POST", TestServer.uploadPath(bucket, "media") + "&name=%FF%FE", new byte[0]);
    assertThat(malformed.message()).isEqualTo("The URL is not valid UTF-8.");
  }

  @Test
  void metadataChangesCountMetagenerations() throws Exception {
    String bucket = server.bucket();
    String generation = server.put(bucket, "o", "x");
    String path = path(bucket, "o");

    Answer patched =
        server.patch(path, "{\"contentType\":\"text/csv\",\"metadata\":{\"a\":\"1\",\"b\":\"2\"}}");
    assertThat(patched.field("metageneration")).isEqualTo("2");
    assertThat(patched.field("generation")).isEqualTo(generation);
    Answer again = server.patch(path, "{\"metadata\":{\"a\":null,\"c\":\"3\"}}");
    assertThat(again.json().path("metadata").toString()).isEqualTo("{\"b\":\"2\",\"c\":\"3\"}");
    assertThat(again.field("contentType")).isEqualTo("text/csv");
    Answer updated = server.send("PUT", path, "{\"metadata\":{\"d\":\"4\"}}");
    assertThat(updated.json().path("metadata").toString()).isEqualTo("{\"d\":\"4\"}");
    assertThat(updated.field("contentType")).isEmpty();
    assertThat(updated.field("metageneration")).isEqualTo("4");
    assertThat(server.patch(path, "{\"contentType\":7}").status()).isEqualTo(400);
    Answer overridden =
        server.send("POST", path, "{\"contentType\":\"a/b\"}", "X-HTTP-Method-Override", "PATCH");
    assertThat(overridden.field("contentType")).isEqualTo("a/b");
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "MEDIA", "PATCH", "PUT", "DELETE", "INSERT", "COMPOSE", "COPY"})
  void everyMethodHasPreconditions(String method) throws Exception {
    String bucket = server.bucket();
    String generation = server.put(bucket, "o", "x");
    server.put(bucket, "source", "s");

    String[] failing = {
      "ifGenerationMatch=1",
      "ifMetagenerationMatch=9",
      "ifGenerationNotMatch=" + generation,
      "ifMetagenerationNotMatch=1"
    };
    for (String condition : failing) {
      Answer answer = call(method, bucket, condition);
      boolean unchanged =
          condition.contains("NotMatch") && (method.equals("GET") || method.equals("MEDIA"));
      assertThat(answer.status()).as(condition).isEqualTo(unchanged ? 304 : 412);
      if (!unchanged) {
        assertThat(answer.reason()).isEqualTo("conditionNotMet");
      }
      assertThat(server.read(bucket, "o").text()).as("nothing has changed").isEqualTo("x");
    }
    Answer answer =
        call(
            method,
            bucket,
            "ifGenerationMatch="
                + generation
                + "&ifMetagenerationMatch=1&ifGenerationNotMatch=1&ifMetagenerationNotMatch=9");
    assertThat(answer.status()).isIn(200, 204);
  }

  private static Answer call(String method, String bucket, String query) throws Exception {
    String path = path(bucket, "o") + "?" + query;
    return switch (method) {
      case "MEDIA" -> server.get(path + "&alt=media");
      case "INSERT" -> server.put(bucket, "o", new byte[] {1}, "&" + query);
      case "COMPOSE" ->
          server.post(
              path(bucket, "o") + "/compose?" + query,
              "{\"sourceObjects\":[{\"name\":\"source\"}]}");
      case "COPY" ->
          server.post(path(bucket, "source") + "/copyTo/b/" + bucket + "/o/o?" + query, "");
      default -> server.send(method, path, method.startsWith("P") ? "{}" : "");
    };
  }

  @Test
  void generationZeroIsNoObject() throws Exception {
    String bucket = server.bucket();
    assertThat(server.put(bucket, "o", new byte[1], "&ifGenerationMatch=0").status())
        .isEqualTo(200);
    assertThat(server.put(bucket, "o", new byte[1], "&ifGenerationMatch=0").status())
        .isEqualTo(412);
    assertThat(server.put(bucket, "p", new byte[1], "&ifGenerationNotMatch=0").status())
        .isEqualTo(412);
    assertThat(server.put(bucket, "o", new byte[1], "&ifGenerationMatch=x").status())
        .isEqualTo(400);
  }

  @Test
  void rangesAreRead() throws Exception {
    String bucket = server.bucket();
    byte[] bytes = new byte[100_000];
    new java.util.Random(1).nextBytes(bytes);
    server.put(bucket, "large", bytes, "");
    server.put(bucket, "small", "0123456789");

    Answer middle = server.read(bucket, "small", "Range", "bytes=2-4");
    assertThat(middle.status()).isEqualTo(206);
    assertThat(middle.text()).isEqualTo("234");
    assertThat(middle.header("Content-Range")).isEqualTo("bytes 2-4/10");
    assertThat(server.read(bucket, "small", "Range", "bytes=7-").text()).isEqualTo("789");
    assertThat(server.read(bucket, "small", "Range", "bytes=-3").text()).isEqualTo("789");
    assertThat(server.read(bucket, "small", "Range", "bytes=8-99").text()).isEqualTo("89");
    Answer beyond = server.read(bucket, "small", "Range", "bytes=10-");
    assertThat(beyond.status()).isEqualTo(416);
    assertThat(beyond.header("Content-Range")).isEqualTo("bytes */10");
    assertThat(beyond.reason()).isEqualTo("requestedRangeNotSatisfiable");
    assertThat(server.read(bucket, "large", "Range", "bytes=50000-50009").bytes())
        .isEqualTo(java.util.Arrays.copyOfRange(bytes, 50_000, 50_010));
    assertThat(server.read(bucket, "large").bytes()).isEqualTo(bytes);
  }

  @Test
  void mediaComesWithItsHeaders() throws Exception {
    String bucket = server.bucket();
    String generation = server.put(bucket, "o", "hello");
    server.patch(path(bucket, "o"), "{\"cacheControl\":\"no-cache\"}");

    Answer answer = server.read(bucket, "o");

    assertThat(answer.header("X-Goog-Hash"))
        .isEqualTo("crc32c=mnG7TA==,md5=XUFAKrxLKna5cZ2REBfFkg==");
    assertThat(answer.header("X-Goog-Generation")).isEqualTo(generation);
    assertThat(answer.header("X-Goog-Metageneration")).isEqualTo("2");
    assertThat(answer.header("Cache-Control")).isEqualTo("no-cache");
    assertThat(answer.header("ETag")).isNotEmpty();
    assertThat(server.get("/download" + path(bucket, "o") + "?alt=media").text())
        .isEqualTo("hello");
    assertThat(server.get(path(bucket, "o") + "?alt=media&generation=" + generation).text())
        .isEqualTo("hello");
  }

  @Test
  void whatIsStoredCompressedIsDecompressedUnlessItIsWanted() throws Exception {
    String bucket = server.bucket();
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
      gzip.write("plain text ".repeat(5000).getBytes(StandardCharsets.UTF_8));
    }
    server.put(bucket, "o", compressed.toByteArray(), "&contentEncoding=gzip");

    Answer plain = server.read(bucket, "o");
    assertThat(plain.text()).isEqualTo("plain text ".repeat(5000));
    assertThat(plain.header("Content-Encoding")).isEmpty();
    Answer stored = server.read(bucket, "o", "Accept-Encoding", "gzip");
    assertThat(stored.bytes()).isEqualTo(compressed.toByteArray());
    assertThat(stored.header("Content-Encoding")).isEqualTo("gzip");
    server.put(bucket, "not", "no gzip".getBytes(StandardCharsets.UTF_8), "&contentEncoding=gzip");
    assertThat(server.read(bucket, "not").text()).isEqualTo("no gzip");
  }

  @Test
  void aBucketWithVersionsKeepsThem() throws Exception {
    String bucket = server.bucket("\"versioning\":{\"enabled\":true}");
    String first = server.put(bucket, "o", "1");
    String second = server.put(bucket, "o", "2");
    assertThat(server.delete(path(bucket, "o")).status()).isEqualTo(204);
    assertThat(server.read(bucket, "o").status()).isEqualTo(404);

    assertThat(server.get(path(bucket, "o") + "?alt=media&generation=" + first).text())
        .isEqualTo("1");
    Answer versions = server.get("/storage/v1/b/" + bucket + "/o?versions=true");
    assertThat(versions.json().path("items")).hasSize(2);
    assertThat(versions.json().at("/items/0/generation").asText()).isEqualTo(first);
    assertThat(versions.json().at("/items/1/timeDeleted").asText()).isNotEmpty();
    assertThat(server.get("/storage/v1/b/" + bucket + "/o").json().has("items")).isFalse();
    assertThat(server.delete(path(bucket, "o") + "?generation=" + second).status()).isEqualTo(204);
    assertThat(server.get(path(bucket, "o") + "?generation=" + second).status()).isEqualTo(404);
    assertThat(server.delete("/storage/v1/b/" + bucket).status()).isEqualTo(409);
  }

  @Test
  void holdsForbidToDelete() throws Exception {
    String bucket = server.bucket();
    for (String hold : new String[] {"temporaryHold", "eventBasedHold"}) {
      server.put(bucket, "o", "kept");
      server.patch(path(bucket, "o"), "{\"" + hold + "\":true}");
      Answer deleted = server.delete(path(bucket, "o"));
      assertThat(deleted.status()).isEqualTo(403);
      assertThat(deleted.reason()).isEqualTo("objectUnderActiveHold");
      assertThat(server.put(bucket, "o", new byte[1], "").status()).isEqualTo(403);
      assertThat(server.read(bucket, "o").text()).isEqualTo("kept");
      server.patch(path(bucket, "o"), "{\"" + hold + "\":false}");
      assertThat(server.delete(path(bucket, "o")).status()).isEqualTo(204);
    }
  }

  @Test
  void retentionForbidsToDelete() throws Exception {
    String bucket = server.bucket("\"retentionPolicy\":{\"retentionPeriod\":\"1000\"}");
    server.put(bucket, "o", "kept");
    Answer deleted = server.delete(path(bucket, "o"));
    assertThat(deleted.status()).isEqualTo(403);
    assertThat(deleted.reason()).isEqualTo("retentionPolicyNotMet");
    assertThat(server.get(path(bucket, "o")).field("retentionExpirationTime")).isNotEmpty();
    server.patch("/storage/v1/b/" + bucket, "{\"retentionPolicy\":null}");
    assertThat(server.delete(path(bucket, "o")).status()).isEqualTo(204);
  }

  @Test
  void whatIsSoftlyDeletedComesBack() throws Exception {
    String bucket = server.bucket("\"softDeletePolicy\":{\"retentionDurationSeconds\":\"604800\"}");
    String generation = server.put(bucket, "o", "back");
    server.delete(path(bucket, "o"));

    assertThat(server.get("/storage/v1/b/" + bucket + "/o").json().has("items")).isFalse();
    Answer list = server.get("/storage/v1/b/" + bucket + "/o?softDeleted=true");
    assertThat(list.json().at("/items/0/generation").asText()).isEqualTo(generation);
    assertThat(list.json().at("/items/0/hardDeleteTime").asText()).isNotEmpty();
    Answer restored = server.post(path(bucket, "o") + "/restore?generation=" + generation, "");
    assertThat(restored.status()).isEqualTo(200);
    assertThat(server.read(bucket, "o").text()).isEqualTo("back");
  }

  @Test
  void fieldsAreSelected() throws Exception {
    String bucket = server.bucket();
    server.put(bucket, "o", "x");
    assertThat(server.get(path(bucket, "o") + "?fields=name,size").text())
        .isEqualTo("{\"name\":\"o\",\"size\":\"1\"}");
    assertThat(server.get("/storage/v1/b/" + bucket + "/o?fields=items(name,bucket)").text())
        .isEqualTo("{\"items\":[{\"name\":\"o\",\"bucket\":\"" + bucket + "\"}]}");
    Answer bad = server.get("/storage/v1/b/" + bucket + "/o?fields=items(");
    assertThat(bad.status()).isEqualTo(400);
    assertThat(bad.reason()).isEqualTo("invalidParameter");
  }

  @Test
  void linksLeadBack() throws Exception {
    String bucket = server.bucket();
    server.put(bucket, "a b/c", "x");
    Answer answer = server.get(path(bucket, "a b/c"));
    assertThat(server.get(answer.field("mediaLink")).text()).isEqualTo("x");
    assertThat(server.get(answer.field("selfLink")).text()).isEqualTo(answer.text());
  }
}
