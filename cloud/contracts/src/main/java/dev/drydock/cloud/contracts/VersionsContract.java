package dev.drydock.cloud.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.cloud.StorageException.Reason;
import dev.drydock.cloud.StoredObject;
import dev.drydock.cloud.Versions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every {@link Versions} does. */
public abstract class VersionsContract extends StorageContract {
  private Versions versions() {
    return (Versions) store;
  }

  private List<String> texts(String name) throws Exception {
    List<String> texts = new ArrayList<>();
    for (StoredObject version : versions().versions(name)) {
      byte[] bytes = read(versions().getVersion(name, version.version()));
      assertThat(version.size()).isEqualTo(bytes.length);
      texts.add(new String(bytes, java.nio.charset.StandardCharsets.UTF_8));
    }
    return texts;
  }

  @Test
  protected void keepsWhatIsReplaced() throws Exception {
    versions().keepVersions(true);
    store.put("name", content("first"));
    store.put("name", content("second"));
    store.put("name", content("third"));
    store.put("name 2", content("of another"));

    assertThat(texts("name")).containsExactly("third", "second", "first");
    assertHolds("name", bytes("third"));
    assertThat(names(store, "")).containsExactly("name", "name 2");
  }

  @Test
  protected void keepsWhatIsDeleted() throws Exception {
    versions().keepVersions(true);
    store.put("name", content("first"));
    store.put("name", content("second"));

    store.delete("name");

    assertThat(store.head("name")).isEmpty();
    assertThat(names(store, "")).isEmpty();
    assertThat(texts("name")).containsExactly("second", "first");
  }

  @Test
  protected void keepsNothingUnlessTold() throws Exception {
    store.put("name", content("first"));
    store.put("name", content("second"));

    assertThat(texts("name")).containsExactly("second");
    assertThat(versions().versions("nothing")).isEmpty();
  }

  @Test
  protected void saysThatThereIsNoSuchVersion() throws Exception {
    versions().keepVersions(true);
    store.put("name", content("first"));
    store.put("other", content("of another"));
    String version = versions().versions("other").get(0).version();

    assertFails(
        Reason.NOT_FOUND, store.url("name"), () -> read(versions().getVersion("name", version)));
  }
}
