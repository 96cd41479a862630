package dev.drydock.cloud.aws.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.drydock.cloud.aws.AwsRetries;
import dev.drydock.cloud.objects.Buckets;
import dev.drydock.cloud.objects.Content;
import dev.drydock.cloud.objects.MultipartUploads.Part;
import dev.drydock.cloud.objects.MultipartUploads.Upload;
import dev.drydock.cloud.objects.StorageException;
import dev.drydock.cloud.objects.StorageException.Reason;
import dev.drydock.cloud.objects.contracts.FaultsContract;
import dev.drydock.cluster.LocalCluster;
import dev.drydock.cluster.ServiceName;
import dev.drydock.cluster.junit.LocalClusterTest;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@LocalClusterTest(ServiceName.S3)
class S3FaultsIT extends FaultsContract<S3ObjectStore> {
  private final LocalCluster cluster;

  S3FaultsIT(LocalCluster cluster) {
    super(S3ObjectStore.class);
    this.cluster = cluster;
  }

  @Override
  protected URI endpoint() throws Exception {
    return S3TestConnections.endpoint(cluster);
  }

  @Override
  protected Buckets connect(URI endpoint) throws Exception {
    return connect(endpoint, 6);
  }

  @Override
  protected Buckets connectImpatiently(URI endpoint) throws Exception {
    return connect(endpoint, 3);
  }

  private S3Buckets connect(URI endpoint, int attempts) throws Exception {
    return S3TestConnections.through(
        endpoint, cluster, AwsRetries.of(attempts, Duration.ofMillis(20), StorageException.class));
  }

  @Override
  protected String objectHeaders() {
    return "ETag: \"x\"\r\nLast-Modified: Mon, 06 Jul 2026 10:00:00 GMT\r\n";
  }

  @Override
  protected String busy(String status) {
    return refusal(status, status.startsWith("429") ? "TooManyRequests" : "SlowDown");
  }

  /** An answer that asks the client to wait a second. */
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

  @Test
  void slowDownIsThrottling() {
    proxy.answer(refusal("503 Slow Down", "SlowDown"), ALWAYS);

    assertFails(
        () -> impatient.put("name", Content.of(random(SMALL))),
        "name",
        "the server is throttling requests (503)",
        Reason.THROTTLED);
  }

  @Test
  void aChangedByteOfAnObjectOfPartsIsDetected() throws Exception {
    Upload upload = straight.beginUpload("parts", 5 << 20);
    Part first = straight.putPart(upload, 1, Content.of(random(5 << 20)));
    Part second = straight.putPart(upload, 2, Content.of(random(1000)));
    straight.complete(upload, List.of(first, second));
    proxy.changeDown(4_000_000);

    assertFails(() -> read(store, "parts"), "parts", "checksum mismatch: ", Reason.CORRUPT);
  }

  @Test
  void aChangedByteOfAPartIsRefused() throws Exception {
    Upload upload = store.beginUpload("name", 5 << 20);
    proxy.changeUp(150_000);

    assertFails(
        () -> store.putPart(upload, 1, Content.of(random(SMALL))),
        "name",
        "the bytes were changed in transit: nothing was written",
        Reason.CORRUPT);

    assertThat(store.parts(upload)).isEmpty();
    store.abort(upload);
  }

  @ParameterizedTest
  @CsvSource({
    "true, the access key does not exist",
    "false, the signature does not match: check the secret key"
  })
  void wrongKeysAreDistinguished(boolean unknown, String message) throws Exception {
    String access = cluster.environment().get("AWS_ACCESS_KEY_ID");
    String secret = "a-secret-that-is-another";
    try (S3Buckets buckets =
        S3Buckets.at(endpoint(), "us-east-1", unknown ? "SOMEONE" : access, secret)) {
      S3ObjectStore denied = buckets.open(bucket);
      for (ThrowingCallable call :
          List.<ThrowingCallable>of(
              () -> denied.put("name", Content.of(random(SMALL))),
              () -> denied.head("name"),
              () -> denied.get("name"),
              () -> denied.list("", ""),
              () -> denied.delete("name"))) {
        Throwable failure = catchThrowable(call);
        assertThat(failure)
            .isInstanceOf(StorageException.class)
            .hasMessageStartingWith("s3://" + bucket)
            .hasMessageContaining(": access denied: " + message);
        assertThat(((StorageException) failure).reason()).isEqualTo(Reason.ACCESS_DENIED);
        assertThat(failure.toString()).doesNotContain(secret).doesNotContain(access);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "403 Forbidden, ExpiredToken, the credentials have expired",
    "400 Bad Request, InvalidToken, the session token is not valid",
    "403 Forbidden, RequestTimeTooSkewed, this machine's clock differs from the server's"
  })
  void invalidCredentialsAreDistinguished(String status, String code, String message) {
    proxy.answer(refusal(status, code), ALWAYS);

    assertFails(() -> store.get("name"), "name", "access denied: " + message, Reason.ACCESS_DENIED);
  }
}
