package dev.drydock.cloud.aws.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.drydock.cloud.aws.AwsRetries;
import dev.drydock.cloud.objects.Content;
import dev.drydock.cloud.objects.MultipartUploads.Part;
import dev.drydock.cloud.objects.MultipartUploads.Upload;
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
import java.io.SequenceInputStream;
import java.net.SocketException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is left and said when the connection, the server or the settings are bad. */
@LocalClusterTest(ServiceName.S3)
class S3FaultsIT {
  private static final int SIZE = 200_000;
  private static final int ALWAYS = Integer.MAX_VALUE;
  private static final String SLOW_DOWN = refusal("503 Slow Down", "SlowDown");

  private final LocalCluster cluster;
  private final byte[] before = random(SIZE, 1);
  private final byte[] after = random(SIZE, 2);
  private String bucket;
  private S3Buckets straight;
  private FaultProxy proxy;
  private S3Buckets faulty;
  private S3ObjectStore store;

  S3FaultsIT(LocalCluster cluster) {
    this.cluster = cluster;
  }

  /** What a store answers, and that it wants to be asked again after a second. */
  private static String refusal(String status, String code) {
    String body = "<Error><Code>" + code + "</Code><Message>no</Message></Error>";
    return "HTTP/1.1 "
        + status
        + "\r\nContent-Type: application/xml\r\nRetry-After: 1\r\nConnection: close\r\n"
        + "Content-Length: "
        + body.length()
        + "\r\n\r\n"
        + body;
  }

  private static byte[] random(int length, int seed) {
    byte[] bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  @BeforeEach
  void standBetween() throws Exception {
    straight = S3TestConnections.to(cluster);
    bucket = "faults-" + UUID.randomUUID();
    straight.create(bucket);
    proxy = new FaultProxy(S3TestConnections.endpoint(cluster));
    faulty =
        S3TestConnections.through(
            proxy.uri(), cluster, AwsRetries.of(3, Duration.ofMillis(20), StorageException.class));
    store = faulty.open(bucket);
  }

  @AfterEach
  void end() throws Exception {
    proxy.close();
    faulty.close();
    straight.close();
  }

  private byte[] stored(String name) throws Exception {
    try (InputStream bytes = straight.open(bucket).get(name)) {
      return bytes.readAllBytes();
    }
  }

  private static void assertOneLine(Throwable failure, String url, Reason... reasons) {
    assertThat(failure).isInstanceOf(StorageException.class);
    assertThat(failure.getMessage()).startsWith(url).doesNotContain("\n");
    assertThat(((StorageException) failure).reason())
        .as(failure.getMessage())
        .isIn((Object[]) reasons);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 500, 1_000, 1_500, 20_000, 65_536, 100_000, 199_999, 200_100, 200_700})
  void anUploadThatIsResetIsSentAgain(int offset) throws Exception {
    proxy.resetUpAfter(offset, 2);

    store.put("name", Content.of(after));

    assertThat(stored("name")).isEqualTo(after);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 700, 1_500, 65_536, 150_000, 199_000})
  void anUploadThatIsAlwaysResetChangesNothing(int offset) throws Exception {
    straight.open(bucket).put("name", Content.of(before));
    proxy.resetUpAfter(offset, ALWAYS);

    Throwable failure = catchThrowable(() -> store.put("name", Content.of(after)));

    assertOneLine(
        failure, "s3://" + bucket + "/name: the server cannot be reached", Reason.UNREACHABLE);
    assertThat(stored("name")).isEqualTo(before);
    Throwable another = catchThrowable(() -> store.put("new", Content.of(after)));
    assertOneLine(another, "s3://" + bucket + "/new", Reason.UNREACHABLE);
    assertThat(straight.open(bucket).head("new")).isEmpty();
  }

  /** The store has it by then, so that both are right: a result, and an error. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 30})
  void anAnswerToAnUploadThatIsLostIsAskedForAgain(int offset) throws Exception {
    proxy.resetDownAfter(offset, 1);

    store.put("name", Content.of(after));

    assertThat(stored("name")).isEqualTo(after);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 100, 300, 500, 1_000, 65_536, 100_000, 199_999, 200_200})
  void aDownloadThatIsResetGoesOn(int offset) throws Exception {
    straight.open(bucket).put("name", Content.of(after));
    proxy.resetDownAfter(offset, 2);

    try (InputStream bytes = store.get("name")) {
      assertThat(bytes.readAllBytes()).isEqualTo(after);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 200, 1_000, 5_000, 20_000})
  void aDownloadThatIsAlwaysResetEndsWithOneLine(int offset) throws Exception {
    straight.open(bucket).put("name", Content.of(after));
    proxy.resetDownAfter(offset, ALWAYS);

    Throwable failure =
        catchThrowable(
            () -> {
              try (InputStream bytes = store.get("name")) {
                bytes.readAllBytes();
              }
            });

    assertOneLine(failure, "s3://" + bucket + "/name: the ", Reason.UNREACHABLE);
  }

  @Test
  void aChangedByteOfADownloadIsSeen() throws Exception {
    straight.open(bucket).put("name", Content.of(after));
    proxy.changeDown(150_000);

    Throwable failure =
        catchThrowable(
            () -> {
              try (InputStream bytes = store.get("name")) {
                bytes.readAllBytes();
              }
            });

    assertOneLine(failure, "s3://" + bucket + "/name: checksum mismatch", Reason.CORRUPT);
  }

  @Test
  void aChangedByteOfAPartIsSeen() throws Exception {
    S3ObjectStore direct = straight.open(bucket);
    Upload upload = direct.beginUpload("parts", 5 << 20);
    Part first = direct.putPart(upload, 1, Content.of(random(5 << 20, 3)));
    Part second = direct.putPart(upload, 2, Content.of(random(1000, 4)));
    direct.complete(upload, List.of(first, second));
    proxy.changeDown(4_000_000);

    Throwable failure =
        catchThrowable(
            () -> {
              try (InputStream bytes = store.get("parts")) {
                bytes.readAllBytes();
              }
            });

    assertOneLine(failure, "s3://" + bucket + "/parts: checksum mismatch", Reason.CORRUPT);
  }

  @Test
  void aChangedByteOfAnUploadIsRefused() throws Exception {
    straight.open(bucket).put("name", Content.of(before));
    proxy.changeUp(150_000);

    Throwable failure = catchThrowable(() -> store.put("name", Content.of(after)));

    assertOneLine(
        failure,
        "s3://" + bucket + "/name: the bytes were changed in transit: nothing was written",
        Reason.CORRUPT);
    assertThat(stored("name")).isEqualTo(before);
  }

  @Test
  void aChangedByteOfAPartIsRefused() throws Exception {
    S3ObjectStore uploads = faulty.open(bucket);
    Upload upload = uploads.beginUpload("name", 5 << 20);
    proxy.changeUp(150_000);

    Throwable failure = catchThrowable(() -> uploads.putPart(upload, 1, Content.of(after)));

    assertOneLine(
        failure,
        "s3://" + bucket + "/name: the bytes were changed in transit: nothing was written",
        Reason.CORRUPT);
    assertThat(uploads.parts(upload)).isEmpty();
    uploads.abort(upload);
  }

  @Test
  void aStoreThatAsksToSlowDownIsAskedAgain() throws Exception {
    proxy.answer(SLOW_DOWN, 2);

    store.put("name", Content.of(after));

    assertThat(stored("name")).isEqualTo(after);
    proxy.answer(SLOW_DOWN, ALWAYS);
    assertOneLine(
        catchThrowable(() -> store.put("name", Content.of(before))),
        "s3://" + bucket + "/name: the server is throttling requests (503)",
        Reason.THROTTLED);
    assertThat(stored("name")).isEqualTo(after);
  }

  @ParameterizedTest
  @CsvSource({"503 Slow Down, SlowDown", "429 Too Many Requests, TooManyRequests"})
  void aStoreIsAskedAgainWhenItSays(String status, String code) throws Exception {
    proxy.answer(refusal(status, code), 1);
    long start = System.nanoTime();

    store.put("name", Content.of(after));

    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .isGreaterThanOrEqualTo(Duration.ofSeconds(1));
    assertThat(stored("name")).isEqualTo(after);
  }

  /** More than an int counts, of which only the beginning comes. */
  @Test
  void fiveGigabytesThatAreCutShortAreSeen() throws Exception {
    proxy.answer(
        "HTTP/1.1 200 OK\r\nContent-Length: 5368709120\r\nETag: \"x\"\r\nConnection: close\r\n"
            + "Last-Modified: Mon, 06 Jul 2026 10:00:00 GMT\r\n\r\n"
            + "x".repeat(100_000),
        ALWAYS);

    Throwable failure =
        catchThrowable(
            () -> {
              try (InputStream bytes = store.get("name")) {
                bytes.transferTo(OutputStream.nullOutputStream());
              }
            });

    // The rest is asked for, and this server does not give that but the beginning again.
    assertOneLine(
        failure,
        "s3://" + bucket + "/name: the server returned other bytes than requested",
        Reason.FAILED);
    Throwable part =
        catchThrowable(
            () -> {
              try (InputStream bytes = store.get("name", "", 3L << 30, 1L << 30)) {
                bytes.transferTo(OutputStream.nullOutputStream());
              }
            });
    assertOneLine(part, "s3://" + bucket + "/name: the server returned other", Reason.FAILED);
  }

  @Test
  void aRangeOfFiveGigabytesThatIsCutShortIsSeen() throws Exception {
    proxy.answer(
        "HTTP/1.1 206 Partial Content\r\nContent-Length: 3221225472\r\nETag: \"x\"\r\n"
            + "Content-Range: bytes 2147483648-5368709119/5368709120\r\nConnection: close\r\n"
            + "Last-Modified: Mon, 06 Jul 2026 10:00:00 GMT\r\n\r\n"
            + "x".repeat(100_000),
        ALWAYS);

    Throwable failure =
        catchThrowable(
            () -> {
              try (InputStream bytes = store.get("name", "", 2L << 30, 3L << 30)) {
                bytes.transferTo(OutputStream.nullOutputStream());
              }
            });

    assertOneLine(
        failure,
        "s3://" + bucket + "/name: the connection was lost after 100000 of 3221225472 bytes",
        Reason.UNREACHABLE);
  }

  /** It has been tried where it comes from, and may have taken long there. */
  @Test
  void contentThatCannotBeReadIsNotReadAgain() {
    AtomicInteger opened = new AtomicInteger();
    Content content =
        new Content() {
          @Override
          public long length() {
            return SIZE;
          }

          @Override
          public InputStream open() {
            opened.incrementAndGet();
            return new SequenceInputStream(
                new ByteArrayInputStream(random(SIZE / 2, 3)),
                new InputStream() {
                  @Override
                  public int read() throws StorageException {
                    throw new StorageException(
                        Reason.UNREACHABLE,
                        "gs://elsewhere/name: the connection was lost",
                        new SocketException("Connection reset"));
                  }

                  @Override
                  public int read(byte[] buffer, int offset, int length) throws StorageException {
                    return read();
                  }
                });
          }
        };

    assertThat(catchThrowable(() -> store.put("name", content)))
        .isInstanceOf(StorageException.class)
        .hasMessage("gs://elsewhere/name: the connection was lost");
    assertThat(opened).hasValue(1);
  }

  @Test
  void noServerIsUnreachable() throws Exception {
    proxy.close();

    assertOneLine(
        catchThrowable(() -> store.put("name", Content.of(after))),
        "s3://" + bucket + "/name: the server cannot be reached: ",
        Reason.UNREACHABLE);
  }

  @Test
  void wrongKeysAreToldApart() throws Exception {
    URI endpoint = S3TestConnections.endpoint(cluster);
    String access = cluster.environment().get("AWS_ACCESS_KEY_ID");
    String secret = "a-secret-that-is-another";
    try (S3Buckets unknown = S3Buckets.at(endpoint, "us-east-1", "SOMEONE", secret);
        S3Buckets wrong = S3Buckets.at(endpoint, "us-east-1", access, secret)) {
      for (S3Buckets buckets : List.of(unknown, wrong)) {
        String told =
            buckets == unknown
                ? "the access key does not exist"
                : "the signature does not match: check the secret key";
        ObjectStore denied = buckets.open(bucket);
        for (var call :
            List.<org.assertj.core.api.ThrowableAssert.ThrowingCallable>of(
                () -> denied.put("name", Content.of(after)),
                () -> denied.head("name"),
                () -> denied.get("name"),
                () -> denied.list("", ""),
                () -> denied.delete("name"))) {
          Throwable failure = catchThrowable(call);
          assertOneLine(failure, "s3://" + bucket, Reason.ACCESS_DENIED);
          assertThat(failure).hasMessageContaining(told);
          assertThat(failure.toString()).doesNotContain(secret).doesNotContain(access);
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "403 Forbidden, ExpiredToken, the credentials have expired",
    "400 Bad Request, InvalidToken, the session token is not valid",
    "403 Forbidden, RequestTimeTooSkewed, this machine's clock"
  })
  void credentialsThatDoNotHoldAreToldApart(String status, String code, String told)
      throws Exception {
    proxy.answer(refusal(status, code), ALWAYS);

    Throwable failure = catchThrowable(() -> store.get("name"));

    assertOneLine(
        failure, "s3://" + bucket + "/name: access denied: " + told, Reason.ACCESS_DENIED);
  }
}
