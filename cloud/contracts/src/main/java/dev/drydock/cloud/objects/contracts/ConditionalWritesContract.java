package dev.drydock.cloud.objects.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.drydock.cloud.objects.ConditionalWrites;
import dev.drydock.cloud.objects.Content;
import dev.drydock.cloud.objects.StorageException;
import dev.drydock.cloud.objects.StorageException.Reason;
import dev.drydock.cloud.objects.StoredObject;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** What every {@link ConditionalWrites} does. */
public abstract class ConditionalWritesContract extends StorageContract<ConditionalWrites> {
  protected ConditionalWritesContract() {
    super(ConditionalWrites.class);
  }

  private static final int WRITERS = 32;
  private static final int LARGE = (20 << 20) + 7;
  private static final int PATIENCE_SECONDS = 5;

  @Test
  protected void writesANewObject() throws Exception {
    store.putIfAbsent("name", content("first"));

    assertFails(
        Reason.ALREADY_EXISTS,
        store.url("name"),
        () -> store.putIfAbsent("name", content("second")));

    assertHolds("name", bytes("first"));
    store.delete("name");
    store.putIfAbsent("name", content("third"));
    assertHolds("name", bytes("third"));
  }

  @Test
  protected void replacesTheExpectedVersion() throws Exception {
    StoredObject first = store.put("name", content("first"));

    StoredObject second = store.replace("name", first.version(), content("second"));

    assertThat(second.version()).isNotEqualTo(first.version());
    assertHolds("name", bytes("second"));
    assertFails(
        Reason.PRECONDITION_FAILED,
        store.url("name"),
        () -> store.replace("name", first.version(), content("third")));
    assertHolds("name", bytes("second"));
  }

  @Test
  protected void replacesNoDeletedObject() throws Exception {
    StoredObject first = store.put("name", content("first"));
    store.delete("name");

    assertFails(
        Reason.PRECONDITION_FAILED,
        store.url("name"),
        () -> store.replace("name", first.version(), content("second")));

    assertThat(store.head("name")).isEmpty();
  }

  /**
   * Another write comes after the server has read much of the content. It either makes this one
   * fail or, on a server that lets writers of one name wait, replaces what this one has written.
   */
  @Test
  protected void replacesNothingThatChangesDuringTheWrite() throws Exception {
    StoredObject first = store.put("name", content("first"));
    ExecutorService executor = Executors.newSingleThreadExecutor();
    try {
      CompletableFuture<Void> other = new CompletableFuture<>();
      Content interrupted =
          interrupted(
              random(LARGE),
              () -> {
                executor.execute(() -> complete(other, () -> store.put("name", content("second"))));
                waitFor(other);
              });

      Throwable failure = catchThrowable(() -> store.replace("name", first.version(), interrupted));

      if (failure != null) {
        assertThat(failure).hasFieldOrPropertyWithValue("reason", Reason.PRECONDITION_FAILED);
      }
      other.get(1, TimeUnit.MINUTES);
      assertThat(store.head("name").orElseThrow().size())
          .as("the size of what the other write has written")
          .isEqualTo(bytes("second").length);
    } finally {
      executor.shutdownNow();
    }
  }

  private static void complete(CompletableFuture<Void> future, Check check) {
    try {
      check.run();
      future.complete(null);
    } catch (Exception e) {
      future.completeExceptionally(e);
    }
  }

  /**
   * Waits, but not forever: on a server that lets writers wait, the other write ends after this
   * one.
   */
  private static void waitFor(CompletableFuture<Void> other) {
    try {
      other.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      return;
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Content in whose middle, when it is read, something else happens. */
  private static Content interrupted(byte[] bytes, Runnable middle) {
    return new Content() {
      @Override
      public long length() {
        return bytes.length;
      }

      @Override
      public InputStream open() {
        return new FilterInputStream(new ByteArrayInputStream(bytes)) {
          private int left = bytes.length / 2;

          @Override
          public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = in.read(buffer, offset, length);
            if (left > 0 && left <= read) {
              middle.run();
            }
            left -= read;
            return read;
          }
        };
      }
    };
  }

  @Test
  protected void letsOneOf32NewWritersWin() throws Exception {
    assertOneWins(Reason.ALREADY_EXISTS, text -> store.putIfAbsent("name", content(text)));
  }

  @Test
  protected void letsOneOf32ReplacingWritersWin() throws Exception {
    StoredObject first = store.put("name", content("first"));

    assertOneWins(
        Reason.PRECONDITION_FAILED, text -> store.replace("name", first.version(), content(text)));
  }

  private interface Write {
    StoredObject of(String text) throws StorageException;
  }

  private void assertOneWins(Reason others, Write write) throws Exception {
    Queue<String> winners = new ConcurrentLinkedQueue<>();
    Queue<Reason> losers = new ConcurrentLinkedQueue<>();
    List<Check> writers = new ArrayList<>();
    for (int i = 0; i < WRITERS; i++) {
      String text = "writer " + i;
      writers.add(
          () -> {
            try {
              write.of(text);
              winners.add(text);
            } catch (StorageException e) {
              losers.add(e.reason());
            }
          });
    }

    atOnce(WRITERS, writers);

    assertThat(winners).hasSize(1);
    assertThat(losers).hasSize(WRITERS - 1).containsOnly(others);
    assertHolds("name", bytes(winners.element()));
  }
}
