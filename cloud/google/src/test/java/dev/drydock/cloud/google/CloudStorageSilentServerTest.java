package dev.drydock.cloud.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.google.auth.Retryable;
import dev.drydock.cloud.Content;
import dev.drydock.cloud.StorageException;
import dev.drydock.cloud.StorageException.Reason;
import dev.drydock.cloud.contracts.SilentServer;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class CloudStorageSilentServerTest {
  @Test
  void isAskedTwice() throws Exception {
    try (SilentServer silent = new SilentServer();
        CloudStorageBuckets buckets =
            CloudStorageBuckets.at(
                silent.url(), null, Duration.ofSeconds(30), Duration.ofMillis(200));
        CloudStorageObjectStore store = buckets.open("b")) {
      for (ThrowingCallable call :
          List.<ThrowingCallable>of(
              () -> store.put("name", Content.of(new byte[1000])),
              () -> store.put("name", Content.of(new byte[9_000_000])),
              () -> store.get("name"),
              () -> store.head("name"))) {
        Throwable failure = catchThrowable(call);

        assertThat(failure)
            .isInstanceOf(StorageException.class)
            .hasMessage("gs://b/name: the store cannot be reached: Read timed out");
        assertThat(((StorageException) failure).reason()).isEqualTo(Reason.UNREACHABLE);
        assertThat(silent.connections()).isEqualTo(2);
      }
    }
  }

  /** As the library throws where it has asked four times for a token. */
  private static final class NoToken extends IOException implements Retryable {
    private static final long serialVersionUID = 1;

    NoToken() {
      super("Error getting access token", new SocketTimeoutException("Read timed out"));
    }

    @Override
    public boolean isRetryable() {
      return true;
    }

    @Override
    public int getRetryCount() {
      return 3;
    }
  }

  @Test
  void isNotAskedForATokenAgain() {
    AtomicInteger calls = new AtomicInteger();

    Throwable failure =
        catchThrowable(
            () ->
                new CloudStorageRetries(Duration.ofSeconds(30))
                    .call(
                        () -> {
                          calls.incrementAndGet();
                          throw new NoToken();
                        }));

    assertThat(failure).isInstanceOf(NoToken.class);
    assertThat(calls).hasValue(1);
  }
}
