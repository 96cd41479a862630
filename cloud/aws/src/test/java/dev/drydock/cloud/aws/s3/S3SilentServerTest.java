package dev.drydock.cloud.aws.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.drydock.cloud.aws.AwsConnection;
import dev.drydock.cloud.aws.AwsRetries;
import dev.drydock.cloud.objects.Content;
import dev.drydock.cloud.objects.StorageException;
import dev.drydock.cloud.objects.StorageException.Reason;
import dev.drydock.testing.SilentServer;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class S3SilentServerTest {
  @Test
  void isAskedTwice() throws Exception {
    try (SilentServer silent = new SilentServer();
        S3Buckets buckets =
            new S3Buckets(
                S3Connection.to(
                    AwsConnection.to(
                            URI.create(silent.url()),
                            "us-east-1",
                            "key",
                            "secret",
                            AwsRetries.of(6, Duration.ofMillis(1), StorageException.class))
                        .withReadTimeout(Duration.ofMillis(200))));
        S3ObjectStore store = buckets.open("b")) {
      for (ThrowingCallable call :
          List.<ThrowingCallable>of(
              () -> store.put("name", Content.of(new byte[1000])),
              () -> store.get("name"),
              () -> store.head("name"))) {
        Throwable failure = catchThrowable(call);

        assertThat(failure)
            .isInstanceOf(StorageException.class)
            .hasMessage("s3://b/name: the server cannot be reached: Read timed out");
        assertThat(((StorageException) failure).reason()).isEqualTo(Reason.UNREACHABLE);
        assertThat(silent.connections()).isEqualTo(2);
      }
    }
  }
}
