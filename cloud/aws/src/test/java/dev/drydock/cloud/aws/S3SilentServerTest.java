package dev.drydock.cloud.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.drydock.cloud.Content;
import dev.drydock.cloud.StorageException;
import dev.drydock.cloud.StorageException.Reason;
import dev.drydock.cloud.contracts.SilentServer;
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
            S3Buckets.at(
                URI.create(silent.url()),
                "us-east-1",
                "key",
                "secret",
                S3Retries.of(6, Duration.ofMillis(1)),
                Duration.ofMillis(200));
        S3ObjectStore store = buckets.open("b")) {
      for (ThrowingCallable call :
          List.<ThrowingCallable>of(
              () -> store.put("name", Content.of(new byte[1000])),
              () -> store.get("name"),
              () -> store.head("name"))) {
        Throwable failure = catchThrowable(call);

        assertThat(failure)
            .isInstanceOf(StorageException.class)
            .hasMessage("s3://b/name: the store cannot be reached: Read timed out");
        assertThat(((StorageException) failure).reason()).isEqualTo(Reason.UNREACHABLE);
        assertThat(silent.connections()).isEqualTo(2);
      }
    }
  }
}
