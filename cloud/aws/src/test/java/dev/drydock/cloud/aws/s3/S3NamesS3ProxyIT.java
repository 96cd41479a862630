package dev.drydock.cloud.aws.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.drydock.cloud.objects.Content;
import dev.drydock.cloud.objects.StorageException;
import dev.drydock.cloud.objects.StorageException.Reason;
import dev.drydock.cluster.LocalCluster;
import dev.drydock.cluster.ServiceName;
import dev.drydock.cluster.junit.LocalClusterTest;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.exception.SdkException;

/** Names that S3Proxy, which keeps objects as files, cannot keep. */
@LocalClusterTest(ServiceName.S3)
class S3NamesS3ProxyIT {
  private final String bucket = "names-" + UUID.randomUUID();
  private final LocalCluster cluster;
  private S3Buckets buckets;
  private S3ObjectStore store;

  S3NamesS3ProxyIT(LocalCluster cluster) {
    this.cluster = cluster;
  }

  @BeforeEach
  void connect() throws Exception {
    buckets = S3TestConnections.to(cluster);
    buckets.create(bucket);
    store = buckets.open(bucket);
    store.put("top", content("top"));
    store.put("odd/in", content("in"));
  }

  @AfterEach
  void disconnect() {
    buckets.close();
  }

  private static Content content(String text) {
    return Content.of(text.getBytes(StandardCharsets.UTF_8));
  }

  private String stored(String name) throws IOException {
    try (InputStream bytes = store.get(name)) {
      return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /**
   * The client sends dots unchanged. The HTTP server itself refuses what leads out of the bucket.
   */
  @ParameterizedTest
  @CsvSource({
    "odd/../top, InvalidRequest: this server keeps objects as files",
    "odd/.., InvalidRequest: this server keeps objects as files",
    "./top, InvalidRequest: this server keeps objects as files",
    "odd/../../top, InvalidRequest: this server keeps objects as files",
    "../../top, the server answered 400",
  })
  void dotsAreRefusedWithoutARetry(String name, String what) throws Exception {
    assertRefusedAtOnce(name, what, () -> store.put(name, content("other")));
    assertRefusedAtOnce(name, what, () -> store.get(name));
    assertRefusedAtOnce(name, what, () -> store.head(name));
    assertRefusedAtOnce(name, what, () -> store.delete(name));
    assertRefusedAtOnce(name, what, () -> store.beginUpload(name, 5L << 20));
    assertRefusedAtOnce(name, what, () -> store.copy(bucket, name, "", "new"));

    assertThat(stored("top")).isEqualTo("top");
    assertThat(store.list("", "").objects()).hasSize(2);
    assertThat(store.list(name, "").objects()).isEmpty();
  }

  @Test
  void largeContentIsRefusedWithoutARetry() {
    assertRefusedAtOnce(
        "odd/../top",
        "this server keeps objects as files",
        () -> store.put("odd/../top", Content.of(new byte[10_000_000])));
  }

  @Test
  void slashesInARowAreRefusedAsANameAndNotAsAKey() throws Exception {
    for (String name : new String[] {"odd//in", "odd///in", "/top", "odd//"}) {
      String what =
          ": the server answered 400 InvalidRequest: this server keeps objects as files: no name"
              + " may begin with a slash or have two slashes in a row";
      assertRefusedAtOnce(name, what, () -> store.put(name, content("other")));
      assertRefusedAtOnce(name, what, () -> store.get(name));
      assertRefusedAtOnce(name, what, () -> store.head(name));
      assertRefusedAtOnce(name, what, () -> store.delete(name));
      assertRefusedAtOnce(name, what, () -> store.beginUpload(name, 5L << 20));
    }

    assertThat(stored("top")).isEqualTo("top");
    assertThat(stored("odd/in")).isEqualTo("in");
  }

  /** Clients other than the SDK do not escape slashes, so that their signature matches. */
  @Test
  void slashesInARowOfOtherClientsAreRefused() throws Exception {
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(store.presignPut("odd//in", Duration.ofMinutes(1)))
                    .PUT(HttpRequest.BodyPublishers.ofString("other"))
                    .build(),
                HttpResponse.BodyHandlers.ofString());

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body())
        .contains("<Code>InvalidRequest</Code>")
        .contains("begin with a slash or have two slashes in a row");
    assertThat(stored("odd/in")).isEqualTo("in");
  }

  @Test
  void objectsAndFoldersOfOneNameAreRefusedWithoutARetry() throws Exception {
    assertRefusedAtOnce("odd", "a folder has the name", () -> store.put("odd", content("x")));
    assertRefusedAtOnce("odd", "a folder has the name", () -> store.beginUpload("odd", 5L << 20));
    assertRefusedAtOnce("top/x", "an object has the name", () -> store.put("top/x", content("x")));
    assertRefusedAtOnce("top/", "an object has the name", () -> store.put("top/", content("")));
    assertRefusedAtOnce(
        "top/x", "an object has the name", () -> store.beginUpload("top/x", 5L << 20));
    for (String name : new String[] {"top/", "top/x", "odd"}) {
      assertThat(store.head(name)).as(name).isEmpty();
      store.delete(name);
    }

    assertThat(stored("top")).isEqualTo("top");
    assertThat(stored("odd/in")).isEqualTo("in");
    assertThat(store.unfinished("")).isEmpty();
  }

  private void assertRefusedAtOnce(String name, String what, ThrowingCallable call) {
    Throwable failure = assertRefused(name, what, call);
    assertThat(((SdkException) failure.getCause()).numAttempts()).isIn(null, 1);
  }

  private Throwable assertRefused(String name, String what, ThrowingCallable call) {
    Throwable failure = catchThrowable(call);
    assertThat(failure)
        .isInstanceOf(StorageException.class)
        .hasMessageStartingWith(store.url(name) + ": ")
        .hasMessageContaining(what);
    assertThat(failure.getMessage()).doesNotContain("\n").doesNotContain("Try again");
    assertThat(((StorageException) failure).reason()).isEqualTo(Reason.FAILED);
    return failure;
  }
}
