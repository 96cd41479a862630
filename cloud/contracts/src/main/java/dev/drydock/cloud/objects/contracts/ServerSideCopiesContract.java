package dev.drydock.cloud.objects.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.cloud.objects.Content;
import dev.drydock.cloud.objects.ObjectStore;
import dev.drydock.cloud.objects.ServerSideCopies;
import dev.drydock.cloud.objects.StorageException.Reason;
import dev.drydock.cloud.objects.StoredObject;
import org.junit.jupiter.api.Test;

/** What every {@link ServerSideCopies} does. */
public abstract class ServerSideCopiesContract extends StorageContract<ServerSideCopies> {
  protected ServerSideCopiesContract() {
    super(ServerSideCopies.class);
  }

  @Test
  protected void copiesWithinABucket() throws Exception {
    byte[] bytes = random(1_000_000);
    StoredObject source = store.put("source", Content.of(bytes));

    StoredObject copy = store.copy(bucket, "source", source.version(), "target");

    assertThat(copy.name()).isEqualTo("target");
    assertThat(copy.size()).isEqualTo(bytes.length);
    assertThat(store.head("target").orElseThrow().version()).isEqualTo(copy.version());
    assertHolds("target", bytes);
    assertHolds("source", bytes);
  }

  @Test
  protected void copiesFromAnotherBucket() throws Exception {
    String other = uniqueName();
    buckets().create(other);
    try (ObjectStore from = buckets().open(other)) {
      StoredObject source = from.put("source", content("of another bucket"));

      store.copy(other, "source", source.version(), "target");

      assertHolds("target", bytes("of another bucket"));
      removeAll(from);
    }
    buckets().delete(other);
  }

  @Test
  protected void copiesOddNames() throws Exception {
    for (String name : new String[] {"a b+c%20d", "한국어/日本語", "#?&=;'"}) {
      StoredObject source = store.put(name, content(name));

      store.copy(bucket, name, source.version(), "copy of " + name);

      assertHolds("copy of " + name, bytes(name));
    }
  }

  @Test
  protected void replacesTheTarget() throws Exception {
    StoredObject source = store.put("source", content("new"));
    store.put("target", content("old, and longer"));

    store.copy(bucket, "source", source.version(), "target");

    assertHolds("target", bytes("new"));
  }

  @Test
  protected void refusesAnotherVersion() throws Exception {
    StoredObject first = store.put("source", content("first"));
    store.put("source", content("second"));

    assertFails(
        Reason.PRECONDITION_FAILED,
        store.url("source"),
        () -> store.copy(bucket, "source", first.version(), "target"));

    assertThat(store.head("target")).isEmpty();
  }

  @Test
  protected void saysThatTheObjectDoesNotExist() throws Exception {
    StoredObject gone = store.put("source", content("x"));
    store.delete("source");

    assertFails(
        Reason.NOT_FOUND,
        store.url("source"),
        () -> store.copy(bucket, "source", gone.version(), "target"));
  }
}
