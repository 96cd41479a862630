package dev.drydock.cloud.objects.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.cloud.objects.ConditionalWrites;
import dev.drydock.cloud.objects.StorageException;
import dev.drydock.cloud.objects.StorageException.Reason;
import dev.drydock.cloud.objects.StoredObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

/** What every {@link ConditionalWrites} does. */
public abstract class ConditionalWritesContract extends StorageContract<ConditionalWrites> {
  protected ConditionalWritesContract() {
    super(ConditionalWrites.class);
  }

  private static final int WRITERS = 32;

  @Test
  protected void writesWhatIsNotThere() throws Exception {
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
  protected void replacesNothingThatIsGone() throws Exception {
    StoredObject first = store.put("name", content("first"));
    store.delete("name");

    assertFails(
        Reason.PRECONDITION_FAILED,
        store.url("name"),
        () -> store.replace("name", first.version(), content("second")));

    assertThat(store.head("name")).isEmpty();
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
