package dev.drydock.cloud.objects.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.cloud.objects.ListPage;
import dev.drydock.cloud.objects.StorageException;
import dev.drydock.cloud.objects.StorageException.Reason;
import dev.drydock.cloud.objects.StoredObject;
import dev.drydock.cloud.objects.Versions;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What every {@link Versions} does. */
public abstract class VersionsContract extends StorageContract<Versions> {
  protected VersionsContract() {
    super(Versions.class);
  }

  /** The bucket cannot be deleted before them. */
  @AfterEach
  final void removeAllVersions() throws Exception {
    try {
      for (StoredObject version : all(store, "")) {
        store.deleteVersion(version.name(), version.version());
      }
    } catch (StorageException e) {
      assertThat(e.reason()).as(e.getMessage()).isEqualTo(Reason.UNSUPPORTED);
    }
  }

  private static List<StoredObject> all(Versions versions, String prefix) throws Exception {
    List<StoredObject> all = new ArrayList<>();
    String token = "";
    do {
      ListPage page = versions.listVersions(prefix, token);
      all.addAll(page.objects());
      token = page.next();
    } while (!token.isEmpty());
    return all;
  }

  private List<String> texts(String name) throws Exception {
    List<String> texts = new ArrayList<>();
    for (StoredObject version : store.versions(name)) {
      byte[] bytes = read(store.getVersion(name, version.version()));
      assertThat(version.size()).isEqualTo(bytes.length);
      texts.add(new String(bytes, StandardCharsets.UTF_8));
    }
    return texts;
  }

  @Test
  protected void keepsWhatIsReplaced() throws Exception {
    store.keepVersions(true);
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
    store.keepVersions(true);
    store.put("name", content("first"));
    store.put("name", content("second"));

    store.delete("name");

    assertThat(store.head("name")).isEmpty();
    assertThat(names(store, "")).isEmpty();
    assertThat(texts("name")).containsExactly("second", "first");
  }

  @Test
  protected void keepsNothingByDefault() throws Exception {
    store.put("name", content("first"));
    store.put("name", content("second"));

    assertThat(texts("name")).containsExactly("second");
    assertThat(store.versions("nothing")).isEmpty();
  }

  @Test
  protected void saysThatTheVersionDoesNotExist() throws Exception {
    store.keepVersions(true);
    store.put("name", content("first"));
    store.put("other", content("of another"));
    String version = store.versions("other").get(0).version();

    assertFails(Reason.NOT_FOUND, store.url("name"), () -> read(store.getVersion("name", version)));
  }

  @Test
  protected void listsAllVersions() throws Exception {
    store.keepVersions(true);
    store.put("a/한국", content("first"));
    store.put("a/한국", content("second"));
    store.put("a/deleted", content("third"));
    store.delete("a/deleted");
    store.put("b", content("fourth"));

    assertThat(all(store, ""))
        .extracting(StoredObject::name)
        .contains("a/deleted", "b")
        .filteredOn("a/한국"::equals)
        .hasSize(2);
    assertThat(all(store, "a/d")).extracting(StoredObject::name).containsOnly("a/deleted");
    assertThat(all(store, "a/d")).extracting(StoredObject::size).contains(5L);
    assertThat(all(store, "nothing")).isEmpty();
  }

  @Test
  protected void listsVersionsPageByPage() throws Exception {
    store.keepVersions(true);
    List<Check> writes = new ArrayList<>();
    for (int i = 0; i < 600; i++) {
      String name = "name " + i;
      writes.add(
          () -> {
            store.put(name, content("first"));
            store.put(name, content("second"));
          });
    }
    atOnce(16, writes);

    List<StoredObject> all = all(store, "");

    assertThat(all).hasSize(1200).doesNotHaveDuplicates();
  }

  @Test
  protected void deletesAVersionForGood() throws Exception {
    store.keepVersions(true);
    store.put("name", content("first"));
    store.put("name", content("second"));
    store.put("name", content("third"));
    String second = store.versions("name").get(1).version();

    store.deleteVersion("name", second);

    assertThat(texts("name")).containsExactly("third", "first");
    assertHolds("name", bytes("third"));
  }

  @Test
  protected void deletesAVersionTwice() throws Exception {
    store.keepVersions(true);
    store.put("name", content("first"));
    store.put("name", content("second"));
    String first = store.versions("name").get(1).version();

    store.deleteVersion("name", first);
    store.deleteVersion("name", first);

    assertThat(texts("name")).containsExactly("second");
  }

  @Test
  protected void deletesTheOnlyVersion() throws Exception {
    store.put("name", content("first"));

    store.deleteVersion("name", store.versions("name").get(0).version());

    assertThat(store.head("name")).isEmpty();
    assertThat(all(store, "")).isEmpty();
  }

  @Test
  protected void deletesABucketWithoutVersions() throws Exception {
    String name = uniqueName();
    buckets().create(name);
    try (Versions versions = open(name)) {
      versions.keepVersions(true);
      versions.put("name", content("first"));
      versions.put("name", content("second"));
      versions.delete("name");
      for (StoredObject version : all(versions, "")) {
        versions.deleteVersion(version.name(), version.version());
      }
    }

    buckets().delete(name);

    assertThat(buckets().list()).doesNotContain(name);
  }
}
