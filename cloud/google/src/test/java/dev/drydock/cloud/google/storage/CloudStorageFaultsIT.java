package dev.drydock.cloud.google.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.drydock.cloud.objects.Content;
import dev.drydock.cloud.objects.ObjectStore;
import dev.drydock.cloud.objects.StorageException;
import dev.drydock.cloud.objects.StorageException.Reason;
import dev.drydock.cloud.objects.contracts.FaultProxy;
import dev.drydock.cluster.LocalCluster;
import dev.drydock.cluster.ServiceName;
import dev.drydock.cluster.junit.LocalClusterTest;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.SequenceInputStream;
import java.io.StringWriter;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is left and said when the connection, the server or the settings are bad. */
@LocalClusterTest(ServiceName.GCS)
class CloudStorageFaultsIT {
  private static final int SMALL = 200_000;

  /** More than is sent in one request. */
  private static final int LARGE = (9 << 20) + 5;

  private static final int ALWAYS = Integer.MAX_VALUE;

  /** Of a connection that is to succeed in the end, however busy the machine is. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** Of one that is not: three tries. */
  private static final Duration IMPATIENCE = Duration.ofMillis(200);

  /** What those take at most. */
  private static final Duration IN_TIME = Duration.ofSeconds(8);

  private final LocalCluster cluster;
  @TempDir private Path folder;
  private String bucket;
  private CloudStorageBuckets straight;
  private FaultProxy proxy;
  private CloudStorageBuckets faulty;
  private CloudStorageBuckets hopeless;
  private CloudStorageObjectStore store;
  private CloudStorageObjectStore hopelessStore;

  CloudStorageFaultsIT(LocalCluster cluster) {
    this.cluster = cluster;
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  @BeforeEach
  void standBetween() throws Exception {
    straight = CloudStorageTestConnections.to(cluster);
    bucket = "faults-" + UUID.randomUUID();
    straight.create(bucket);
    proxy = new FaultProxy(CloudStorageTestConnections.endpoint(cluster));
    Path key = CloudStorageTestConnections.keyFile(cluster);
    faulty = CloudStorageBuckets.at(proxy.uri().toString(), key, PATIENCE);
    store = faulty.open(bucket);
    hopeless = CloudStorageBuckets.at(proxy.uri().toString(), key, IMPATIENCE);
    hopelessStore = hopeless.open(bucket);
  }

  @AfterEach
  void end() throws Exception {
    proxy.close();
    faulty.close();
    hopeless.close();
    straight.close();
  }

  private byte[] stored(String name) throws Exception {
    return read(straight.open(bucket), name);
  }

  private static byte[] read(ObjectStore store, String name) throws Exception {
    try (InputStream bytes = store.get(name)) {
      return bytes.readAllBytes();
    }
  }

  private void assertOneLine(ThrowingCallable call, String name, String told, Reason reason) {
    Throwable failure = catchThrowable(call);
    assertThat(failure).isInstanceOf(StorageException.class);
    assertThat(failure.getMessage())
        .startsWith("gs://" + bucket + "/" + name + ": " + told)
        .doesNotContain("\n");
    assertThat(((StorageException) failure).reason()).as(failure.getMessage()).isEqualTo(reason);
  }

  @ParameterizedTest
  @CsvSource({
    "200000, 0",
    "200000, 1",
    "200000, 700",
    "200000, 2000",
    "200000, 100000",
    "200000, 200900",
    "9437189, 0",
    "9437189, 500",
    "9437189, 1500",
    "9437189, 300000",
    "9437189, 5000000",
    "9437189, 9437000",
    "9437189, 9438000",
    "9437189, 9439000"
  })
  void anUploadThatIsResetIsContinued(int size, int offset) throws Exception {
    proxy.resetUpAfter(offset, 2);

    store.put("name", Content.of(random(size)));

    assertThat(stored("name")).isEqualTo(random(size));
  }

  @ParameterizedTest
  @CsvSource({"200000, 700", "200000, 100000", "9437189, 700", "9437189, 5000000"})
  void anUploadThatIsAlwaysResetChangesNothing(int size, int offset) throws Exception {
    straight.open(bucket).put("name", Content.of(random(1000)));
    proxy.resetUpAfter(offset, ALWAYS);

    // An upload in a session may get through, as every try brings it further.
    long start = System.nanoTime();
    Throwable failure = catchThrowable(() -> hopelessStore.put("name", Content.of(random(size))));

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(IN_TIME);
    if (failure == null) {
      assertThat(stored("name")).isEqualTo(random(size));
    } else {
      assertThat(failure)
          .isInstanceOf(StorageException.class)
          .hasMessageStartingWith("gs://" + bucket + "/name: the server cannot be reached: ");
      assertThat(stored("name")).isEqualTo(random(1000));
    }
  }

  @ParameterizedTest
  @CsvSource({"200000, 0", "200000, 40", "9437189, 0", "9437189, 40"})
  void anAnswerToAnUploadThatIsLostIsAskedForAgain(int size, int offset) throws Exception {
    proxy.resetDownAfter(offset, 1);

    store.put("name", Content.of(random(size)));

    assertThat(stored("name")).isEqualTo(random(size));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 100, 500, 1_000, 65_536, 100_000, 199_999, 200_300})
  void aDownloadThatIsResetGoesOn(int offset) throws Exception {
    straight.open(bucket).put("name", Content.of(random(SMALL)));
    proxy.resetDownAfter(offset, 2);

    assertThat(read(store, "name")).isEqualTo(random(SMALL));
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 5_000})
  void aDownloadThatIsAlwaysResetEndsWithOneLine(int offset) throws Exception {
    straight.open(bucket).put("name", Content.of(random(SMALL)));
    proxy.resetDownAfter(offset, ALWAYS);

    assertOneLine(() -> read(hopelessStore, "name"), "name", "the ", Reason.UNREACHABLE);
  }

  @Test
  void aChangedByteOfADownloadIsSeen() throws Exception {
    straight.open(bucket).put("name", Content.of(random(SMALL)));
    proxy.changeDown(150_000);

    assertOneLine(() -> read(store, "name"), "name", "checksum mismatch", Reason.CORRUPT);
  }

  @ParameterizedTest
  @CsvSource({"200000, 150000", "9437189, 5000000", "9637184, 9600000"})
  void aChangedByteOfAnUploadIsRefused(int size, int offset) throws Exception {
    straight.open(bucket).put("name", Content.of(random(1000)));
    proxy.changeUp(offset);

    assertOneLine(
        () -> store.put("name", Content.of(random(size))),
        "name",
        "the bytes were changed in transit: nothing was written",
        Reason.CORRUPT);

    assertThat(stored("name")).isEqualTo(random(1000));
  }

  @Test
  void anUploadThatWasBegunAtAnotherServerIsNotGoneOnWith() throws Exception {
    String session = straight.open(bucket).beginSession("name", LARGE);

    assertOneLine(
        () -> faulty.open(bucket).resume("name", session, Content.of(random(LARGE))),
        "name",
        "the upload was started on another server: start again",
        Reason.NOT_FOUND);
    faulty.open(bucket).abandon("name", session);
    straight.open(bucket).resume("name", session, Content.of(random(LARGE)));

    assertThat(stored("name")).isEqualTo(random(LARGE));
  }

  /** What is begun and brings nothing ends in time too, and goes on later. */
  @Test
  void anUploadThatIsAlwaysResetGoesOnLater() throws Exception {
    String session = hopelessStore.beginSession("name", LARGE);
    for (int offset : new int[] {0, 700, 50_000}) {
      proxy.resetUpAfter(offset, ALWAYS);
      long start = System.nanoTime();
      assertOneLine(
          () -> hopelessStore.resume("name", session, Content.of(random(LARGE))),
          "name",
          "the server cannot be reached: ",
          Reason.UNREACHABLE);
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(IN_TIME);
    }
    // Every try brings some of it, so that none is the last.
    proxy.resetUpAfter(1_500_000, ALWAYS);
    hopelessStore.resume("name", session, Content.of(random(LARGE)));

    assertThat(stored("name")).isEqualTo(random(LARGE));
  }

  private static String answer(String status) {
    return "HTTP/1.1 "
        + status
        + "\r\nContent-Type: application/json\r\nRetry-After: 1\r\nConnection: close\r\n"
        + "Content-Length: 2\r\n\r\n{}";
  }

  @ParameterizedTest
  @ValueSource(strings = {"429 Too Many Requests", "503 Service Unavailable"})
  void aStoreThatIsBusyIsAskedAgain(String status) throws Exception {
    for (int size : new int[] {LARGE, SMALL}) {
      proxy.answer(answer(status), 1);
      long start = System.nanoTime();
      store.put("name", Content.of(random(size)));
      assertThat(Duration.ofNanos(System.nanoTime() - start))
          .isGreaterThanOrEqualTo(Duration.ofSeconds(1));
    }
    proxy.answer(answer(status), 2);
    assertThat(read(store, "name")).isEqualTo(random(SMALL));

    proxy.answer(answer(status), ALWAYS);
    assertOneLine(
        () -> hopelessStore.put("name", Content.of(random(LARGE))),
        "name",
        "the server ",
        status.startsWith("429") ? Reason.THROTTLED : Reason.UNREACHABLE);
    assertThat(stored("name")).isEqualTo(random(SMALL));
  }

  /** More than an int counts, of which only the beginning comes. */
  @Test
  void fiveGigabytesThatAreCutShortAreSeen() throws Exception {
    String head =
        """
        ETag: "x"\r
        x-goog-generation: 1\r
        x-goog-hash: crc32c=AAAAAA==\r
        Content-Type: text/plain\r
        Connection: close\r
        """;
    proxy.answer(
        "HTTP/1.1 200 OK\r\nContent-Length: 5368709120\r\n" + head + "\r\n" + "x".repeat(100_000),
        ALWAYS);

    // The rest is asked for, and this server does not give that but the beginning again.
    assertOneLine(
        () -> drain(store.get("name")),
        "name",
        "the server returned other bytes than requested",
        Reason.FAILED);

    proxy.answer(
        "HTTP/1.1 206 Partial Content\r\nContent-Length: 3221225472\r\n"
            + "Content-Range: bytes 2147483648-5368709119/5368709120\r\n"
            + head
            + "\r\n"
            + "x".repeat(100_000),
        ALWAYS);
    assertOneLine(
        () -> drain(store.get("name", "", 2L << 30, 3L << 30)),
        "name",
        "the connection was lost after 100000 of 3221225472 bytes",
        Reason.UNREACHABLE);
  }

  private static void drain(InputStream bytes) throws Exception {
    try (bytes) {
      bytes.transferTo(OutputStream.nullOutputStream());
    }
  }

  @Test
  void aStreamThatIsResetGoesOn() throws Exception {
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
  void aTokenThatHasExpiredIsDenied() throws Exception {
    proxy.answer(answer("401 Unauthorized"), ALWAYS);

    for (ThrowingCallable call :
        List.<ThrowingCallable>of(
            () -> store.put("name", Content.of(random(SMALL))),
            () -> store.put("name", Content.of(random(LARGE))),
            () -> store.head("name"),
            () -> store.get("name"))) {
      assertOneLine(
          call,
          "name",
          "access denied: the server does not accept the token",
          Reason.ACCESS_DENIED);
    }
  }

  /** The client signs for a token with its own time, which the endpoint compares with its own. */
  @Test
  void aClockThatIsWrongIsTold() throws Exception {
    String told =
        "{\"error\":\"invalid_grant\",\"error_description\":\"Invalid JWT: Token must be a"
            + " short-lived token (60 minutes) and in a reasonable timeframe. Check your iat and exp"
            + " values in the JWT claim.\"}";
    try (FaultProxy endpoint = new FaultProxy(CloudStorageTestConnections.endpoint(cluster))) {
      endpoint.answer(
          "HTTP/1.1 400 Bad Request\r\nContent-Type: application/json\r\nConnection: close\r\n"
              + "Content-Length: "
              + told.length()
              + "\r\n\r\n"
              + told,
          ALWAYS);
      Path key = folder.resolve("key.json");
      Files.writeString(
          key,
          Files.readString(CloudStorageTestConnections.keyFile(cluster))
              .replaceFirst(
                  "\"token_uri\" *: *\"[^\"]*\"",
                  "\"token_uri\": \"http://127.0.0.1:" + endpoint.uri().getPort() + "/token\""));
      try (CloudStorageBuckets buckets =
          CloudStorageBuckets.at(CloudStorageTestConnections.endpoint(cluster).toString(), key)) {
        assertOneLine(
            () -> buckets.open(bucket).head("name"),
            "name",
            "access denied: this machine's clock differs from the token endpoint's: synchronize it",
            Reason.ACCESS_DENIED);
      }
    }
  }

  /** It has been tried where it comes from, and may have taken long there. */
  @ParameterizedTest
  @ValueSource(ints = {SMALL, LARGE})
  void contentThatCannotBeReadIsNotReadAgain(int size) {
    AtomicInteger opened = new AtomicInteger();
    Content content = brokenContent(size, opened);

    assertThat(catchThrowable(() -> store.put("name", content)))
        .isInstanceOf(StorageException.class)
        .hasMessage("s3://elsewhere/name: the connection was lost");
    assertThat(opened).hasValue(1);
  }

  private static Content brokenContent(int size, AtomicInteger opened) {
    return new Content() {
      @Override
      public long length() {
        return size;
      }

      @Override
      public InputStream open() {
        opened.incrementAndGet();
        return new SequenceInputStream(
            new ByteArrayInputStream(random(size / 2)),
            new InputStream() {
              @Override
              public int read() throws StorageException {
                throw new StorageException(
                    Reason.UNREACHABLE,
                    "s3://elsewhere/name: the connection was lost",
                    new SocketException("Connection reset"));
              }

              @Override
              public int read(byte[] buffer, int offset, int length) throws StorageException {
                return read();
              }
            });
      }
    };
  }

  /** As with clients that send no token, for which the path of the endpoint is what is secret. */
  @Test
  void thePathOfTheEndpointIsNeverSaid() throws Exception {
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
      failures.add(catchThrowable(() -> open.put("name", Content.of(random(LARGE)))));
      failures.add(catchThrowable(() -> open.get("name")));
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
  void noServerIsUnreachable() throws Exception {
    proxy.close();

    assertOneLine(
        () -> hopelessStore.put("name", Content.of(random(SMALL))),
        "name",
        "the server cannot be reached: ",
        Reason.UNREACHABLE);
  }

  @Test
  void aKeyOfSomeoneElseIsDenied() throws Exception {
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
        Files.readString(CloudStorageTestConnections.keyFile(cluster))
            .replaceFirst(
                "\"private_key\" *: *\"[^\"]*\"",
                "\"private_key\": \"" + pem.replace("\\", "\\\\") + "\""));
    String endpoint = CloudStorageTestConnections.endpoint(cluster).toString();
    try (CloudStorageBuckets buckets = CloudStorageBuckets.at(endpoint, key)) {
      ObjectStore denied = buckets.open(bucket);
      for (ThrowingCallable call :
          List.<ThrowingCallable>of(
              () -> denied.put("name", Content.of(random(SMALL))),
              () -> denied.put("name", Content.of(random(LARGE))),
              () -> denied.head("name"),
              () -> denied.get("name"),
              () -> denied.delete("name"))) {
        assertOneLine(
            call, "name", "access denied: the token endpoint refused", Reason.ACCESS_DENIED);
      }
    }
  }

  /** The answer is the one that the server's own TokenGrantTest has seen for such a clock. */
  @Test
  void aClockThatIsWrongIsNamed() throws Exception {
    Path key = folder.resolve("key.json");
    Files.writeString(
        key,
        Files.readString(CloudStorageTestConnections.keyFile(cluster))
            .replaceFirst("http://[^\"]*/token", proxy.uri() + "/token"));
    String refusal =
        "{\"error\":\"invalid_grant\",\"error_description\":\"Invalid JWT: Token must be a"
            + " short-lived token (60 minutes) and in a reasonable timeframe. Check your iat and"
            + " exp values in the JWT claim.\"}";
    proxy.answer(
        "HTTP/1.1 400 Bad Request\r\nContent-Type: application/json\r\nConnection: close\r\n"
            + "Content-Length: "
            + refusal.length()
            + "\r\n\r\n"
            + refusal,
        ALWAYS);
    try (CloudStorageBuckets buckets =
        CloudStorageBuckets.at(CloudStorageTestConnections.endpoint(cluster).toString(), key)) {
      assertOneLine(
          () -> buckets.open(bucket).head("name"),
          "name",
          "access denied: this machine's clock differs from the token endpoint's: synchronize it",
          Reason.ACCESS_DENIED);
    }
  }

  @Test
  void noTokenIsDenied() throws Exception {
    java.net.URI endpoint = CloudStorageTestConnections.endpoint(cluster);
    try (CloudStorageBuckets buckets =
        CloudStorageBuckets.at("http://" + endpoint.getAuthority(), null)) {
      CloudStorageObjectStore denied = buckets.open(bucket);

      assertOneLine(
          () -> denied.put("name", Content.of(random(SMALL))),
          "name",
          "access denied: the server does not accept the token",
          Reason.ACCESS_DENIED);
      assertOneLine(
          () -> denied.presignGet("name", java.time.Duration.ofMinutes(1)),
          "name",
          "URLs are signed with the key file of a service account",
          Reason.ACCESS_DENIED);
    }
  }

  @Test
  void noKeyFileIsOneLine() {
    Path none = folder.resolve("none.json");

    assertThat(catchThrowable(() -> CloudStorageBuckets.at("http://127.0.0.1:1", none)))
        .isInstanceOf(StorageException.class)
        .hasMessage(none + ": file does not exist");
  }
}
