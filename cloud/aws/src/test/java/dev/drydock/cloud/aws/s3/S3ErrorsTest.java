package dev.drydock.cloud.aws.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.drydock.cloud.objects.Content;
import dev.drydock.cloud.objects.StorageException;
import dev.drydock.cloud.objects.StorageException.Reason;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.s3.model.S3Exception;

class S3ErrorsTest {
  @ParameterizedTest
  @CsvSource({
    "s3://b/a//b, FAILED",
    "s3://b//a, FAILED",
    "s3://b/a/../b, FAILED",
    "s3://b/.., FAILED",
    "s3://b/./a, FAILED",
    "s3://b/a, ACCESS_DENIED",
    "s3://b/a.., ACCESS_DENIED",
    "s3://b/, ACCESS_DENIED",
    "s3://b, ACCESS_DENIED",
  })
  void distinguishesAWrongKeyFromANameThatServersChange(String url, Reason reason) {
    StorageException failure =
        S3Errors.translate(
            url,
            (S3Exception)
                S3Exception.builder()
                    .statusCode(403)
                    .awsErrorDetails(
                        AwsErrorDetails.builder().errorCode("SignatureDoesNotMatch").build())
                    .build());

    assertThat(failure.reason()).isEqualTo(reason);
    assertThat(failure)
        .hasMessageStartingWith(
            url
                + (reason == Reason.FAILED
                    ? ": the server does not accept this name, or the secret key is wrong"
                    : ": access denied: the signature does not match"));
  }

  @Test
  void saysThatTheEndpointMayNotBeAStore() throws Exception {
    HttpServer other =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    other.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(404, -1);
          exchange.close();
        });
    other.start();
    URI endpoint = URI.create("http://127.0.0.1:" + other.getAddress().getPort());
    try (S3Buckets buckets = S3Buckets.at(endpoint, "us-east-1", "key", "secret");
        S3ObjectStore store = buckets.open("b")) {
      String what = "bucket does not exist, or the endpoint is not S3: check AWS_ENDPOINT_URL";
      assertThatThrownBy(() -> store.list("x/", "")).hasMessage("s3://b/x/: " + what);
      assertThatThrownBy(() -> store.listFolder("", "")).hasMessage("s3://b: " + what);
      assertThatThrownBy(() -> store.put("x", Content.of(new byte[10])))
          .hasMessage("s3://b/x: " + what);
      assertThatThrownBy(() -> store.beginUpload("x", 5 << 20)).hasMessage("s3://b/x: " + what);
      assertThatThrownBy(() -> buckets.delete("b")).hasMessage("s3://b: " + what);
      assertThatThrownBy(buckets::list)
          .hasMessage("s3: the endpoint is not S3: check AWS_ENDPOINT_URL");
    } finally {
      other.stop(0);
    }
  }
}
