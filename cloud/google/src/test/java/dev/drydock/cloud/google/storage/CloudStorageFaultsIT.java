package dev.drydock.cloud.google.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.drydock.cloud.objects.Buckets;
import dev.drydock.cloud.objects.Content;
import dev.drydock.cloud.objects.StorageException;
import dev.drydock.cloud.objects.StorageException.Reason;
import dev.drydock.cloud.objects.contracts.FaultsContract;
import dev.drydock.cluster.LocalCluster;
import dev.drydock.cluster.ServiceName;
import dev.drydock.cluster.junit.LocalClusterTest;
import dev.drydock.testing.Contract.Check;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@LocalClusterTest(ServiceName.GCS)
class CloudStorageFaultsIT extends FaultsContract<CloudStorageObjectStore> {
  /** For a connection that is to succeed in the end, however busy the machine is. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** Three attempts take longer. */
  private static final Duration IMPATIENCE = Duration.ofMillis(200);

  private final LocalCluster cluster;
  @TempDir private Path folder;

  CloudStorageFaultsIT(LocalCluster cluster) {
    super(CloudStorageObjectStore.class);
    this.cluster = cluster;
  }

  @Override
  protected URI endpoint() throws Exception {
    return CloudStorageTestConnections.endpoint(cluster);
  }

  @Override
  protected Buckets connect(URI endpoint) throws Exception {
    return CloudStorageBuckets.at(endpoint.toString(), keyFile(), PATIENCE);
  }

  @Override
  protected Buckets connectImpatiently(URI endpoint) throws Exception {
    return CloudStorageBuckets.at(endpoint.toString(), keyFile(), IMPATIENCE);
  }

  private Path keyFile() throws Exception {
    return CloudStorageTestConnections.keyFile(cluster);
  }

  @Override
  protected String objectHeaders() {
    return """
        ETag: "x"\r
        x-goog-generation: 1\r
        x-goog-hash: crc32c=AAAAAA==\r
        Content-Type: text/plain\r
        """;
  }

  @Override
  protected String busy(String status) {
    return answer(status, "{}");
  }

  /** An answer that asks the client to wait a second. */
  private static String answer(String status, String body) {
    return "HTTP/1.1 "
        + status
        + "\r\nContent-Type: application/json\r\nRetry-After: 1\r\nConnection: close\r\n"
        + "Content-Length: "
        + body.length()
        + "\r\n\r\n"
        + body;
  }

  @Test
  void anUploadOfAnotherServerIsNotResumed() throws Exception {
    String session = straight.beginSession("name", LARGE);

    assertFails(
        () -> store.resume("name", session, Content.of(random(LARGE))),
        "name",
        "the upload was started on another server: start again",
        Reason.NOT_FOUND);
    store.abandon("name", session);
    straight.resume("name", session, Content.of(random(LARGE)));

    assertThat(stored("name")).isEqualTo(random(LARGE));
  }

  @Test
  void anUploadThatIsAlwaysResetIsResumedLater() throws Exception {
    String session = impatient.beginSession("name", LARGE);
    for (int offset : new int[] {0, 700, 50_000}) {
      proxy.resetUpAfter(offset, ALWAYS);
      proxy.connections();
      assertFails(
          () -> impatient.resume("name", session, Content.of(random(LARGE))),
          "name",
          "the server cannot be reached: ",
          Reason.UNREACHABLE);
      assertThat(proxy.connections()).isLessThan(MANY);
    }
    // Each attempt makes enough progress for another one.
    proxy.resetUpAfter(1_500_000, ALWAYS);
    impatient.resume("name", session, Content.of(random(LARGE)));

    assertThat(stored("name")).isEqualTo(random(LARGE));
  }

  @Test
  void aStreamThatIsResetIsResumed() throws Exception {
    for (int offset : new int[] {0, 500, 300_000, 8_000_000, 8_389_500}) {
      proxy.resetUpAfter(offset, 2);

      store.put("name", new ByteArrayInputStream(random(20_000_007)));

      assertThat(stored("name")).isEqualTo(random(20_000_007));
    }
    proxy.resetDownAfter(40, 3);
    store.put("name", new ByteArrayInputStream(random(16 << 20)));
    assertThat(stored("name")).isEqualTo(random(16 << 20));
  }

  @Test
  void anExpiredTokenIsDenied() throws Exception {
    proxy.answer(answer("401 Unauthorized", "{}"), ALWAYS);

    for (Check call :
        List.<Check>of(
            () -> store.put("name", Content.of(random(SMALL))),
            () -> store.put("name", Content.of(random(LARGE))),
            () -> store.head("name"),
            () -> store.get("name"))) {
      assertFails(
          call,
          "name",
          "access denied: the server does not accept the token",
          Reason.ACCESS_DENIED);
    }
  }

  /** Clients that send no token use the path of the endpoint as a secret. */
  @Test
  void thePathOfTheEndpointIsNeverShown() throws Exception {
    String secret = proxy.uri().getPath();
    assertThat(secret).startsWith("/emulator-").hasSizeGreaterThan(20);
    List<Throwable> failures = new ArrayList<>();
    try (CloudStorageBuckets buckets =
            CloudStorageBuckets.at(proxy.uri().toString(), null, IMPATIENCE);
        CloudStorageBuckets wrong =
            CloudStorageBuckets.at(
                proxy.uri().toString().replaceFirst(".$", "!"), null, IMPATIENCE)) {
      CloudStorageObjectStore open = buckets.open(bucket);
      for (int size : new int[] {SMALL, LARGE}) {
        open.put("na//me", Content.of(random(size)));
        assertThat(read(open, "na//me")).isEqualTo(random(size));
      }
      String session = open.beginSession("name", LARGE);
      assertThat(session).doesNotContain(secret);
      open.resume("name", session, Content.of(random(LARGE)));
      assertThat(stored("name")).isEqualTo(random(LARGE));

      failures.add(catchThrowable(() -> open.get("none")));
      failures.add(
          catchThrowable(() -> open.resume("name", session + "1", Content.of(new byte[9]))));
      failures.add(catchThrowable(() -> wrong.open(bucket).put("name", Content.of(new byte[9]))));
      failures.add(catchThrowable(() -> CloudStorageBuckets.at(proxy.uri() + "/ ", null)));
      proxy.answer("HTTP/1.1 500 No\r\nConnection: close\r\nContent-Length: 0\r\n\r\n", ALWAYS);
      // Side by side, as each is retried for a while.
      CompletableFuture<Throwable> put =
          CompletableFuture.supplyAsync(
              () -> catchThrowable(() -> open.put("name", Content.of(random(LARGE)))));
      failures.add(catchThrowable(() -> open.get("name")));
      failures.add(put.get(1, TimeUnit.MINUTES));
      proxy.close();
      failures.add(catchThrowable(() -> open.put("name", Content.of(random(SMALL)))));
    }
    for (Throwable failure : failures) {
      assertThat(failure).isInstanceOf(StorageException.class);
      StringWriter trace = new StringWriter();
      failure.printStackTrace(new PrintWriter(trace));
      assertThat(trace.toString()).doesNotContain(secret).doesNotContain("emulator-");
    }
  }

  @Test
  void anotherKeyIsDenied() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    String pem =
        "-----BEGIN PRIVATE KEY-----\\n"
            + Base64.getEncoder()
                .encodeToString(generator.generateKeyPair().getPrivate().getEncoded())
            + "\\n-----END PRIVATE KEY-----\\n";
    Path key = folder.resolve("key.json");
    Files.writeString(
        key,
        Files.readString(keyFile())
            .replaceFirst(
                "\"private_key\" *: *\"[^\"]*\"",
                "\"private_key\": \"" + pem.replace("\\", "\\\\") + "\""));
    try (CloudStorageBuckets buckets = CloudStorageBuckets.at(endpoint().toString(), key)) {
      CloudStorageObjectStore denied = buckets.open(bucket);
      for (Check call :
          List.<Check>of(
              () -> denied.put("name", Content.of(random(SMALL))),
              () -> denied.put("name", Content.of(random(LARGE))),
              () -> denied.head("name"),
              () -> denied.get("name"),
              () -> denied.delete("name"))) {
        assertFails(
            call, "name", "access denied: the token endpoint refused", Reason.ACCESS_DENIED);
      }
    }
  }

  /** The answer is what the server's own TokenGrantTest sees for such a clock. */
  @Test
  void aWrongClockIsNamed() throws Exception {
    Path key = folder.resolve("key.json");
    Files.writeString(
        key,
        Files.readString(keyFile()).replaceFirst("http://[^\"]*/token", proxy.uri() + "/token"));
    proxy.answer(
        answer(
            "400 Bad Request",
            "{\"error\":\"invalid_grant\",\"error_description\":\"Invalid JWT: Token must be a"
                + " short-lived token (60 minutes) and in a reasonable timeframe. Check your iat"
                + " and exp values in the JWT claim.\"}"),
        ALWAYS);
    try (CloudStorageBuckets buckets = CloudStorageBuckets.at(endpoint().toString(), key)) {
      assertFails(
          () -> buckets.open(bucket).head("name"),
          "name",
          "access denied: this machine's clock differs from the token endpoint's: synchronize it",
          Reason.ACCESS_DENIED);
    }
  }

  @Test
  void noTokenIsDenied() throws Exception {
    URI endpoint = endpoint();
    try (CloudStorageBuckets buckets =
        CloudStorageBuckets.at("http://" + endpoint.getAuthority(), null)) {
      CloudStorageObjectStore denied = buckets.open(bucket);

      assertFails(
          () -> denied.put("name", Content.of(random(SMALL))),
          "name",
          "access denied: the server does not accept the token",
          Reason.ACCESS_DENIED);
      assertFails(
          () -> denied.presignGet("name", Duration.ofMinutes(1)),
          "name",
          "URLs are signed with the key file of a service account",
          Reason.ACCESS_DENIED);
    }
  }

  @Test
  void aMissingKeyFileIsOneLine() {
    Path none = folder.resolve("none.json");

    assertThat(catchThrowable(() -> CloudStorageBuckets.at("http://127.0.0.1:1", none)))
        .isInstanceOf(StorageException.class)
        .hasMessage(none + ": file does not exist");
  }
}
