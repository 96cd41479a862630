package dev.drydock.cloud.google.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.drydock.cloud.objects.Content;
import dev.drydock.cloud.objects.StorageException;
import dev.drydock.cloud.objects.StorageException.Reason;
import dev.drydock.testing.SilentServer;
import java.time.Duration;
import java.util.List;
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
            .hasMessage("gs://b/name: the server cannot be reached: Read timed out");
        assertThat(((StorageException) failure).reason()).isEqualTo(Reason.UNREACHABLE);
        assertThat(silent.connections()).isEqualTo(2);
      }
    }
  }
}
