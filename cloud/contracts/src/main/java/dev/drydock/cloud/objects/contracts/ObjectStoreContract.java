package dev.drydock.cloud.objects.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.drydock.cloud.objects.Checksum;
import dev.drydock.cloud.objects.Content;
import dev.drydock.cloud.objects.ListPage;
import dev.drydock.cloud.objects.ObjectStore;
import dev.drydock.cloud.objects.StorageException.Reason;
import dev.drydock.cloud.objects.StoredObject;
import dev.drydock.cloud.objects.VerifiedInputStream;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** What every {@link ObjectStore} does. */
public abstract class ObjectStoreContract extends StorageContract<ObjectStore> {
  protected ObjectStoreContract() {
    super(ObjectStore.class);
  }

  private static final int LARGE = (20 << 20) + 7;

  @Test
  protected void holdsWhatWasWritten() throws Exception {
    byte[] bytes = random(4096);

    StoredObject written = store.put("folder/name.txt", Content.of(bytes));

    assertHolds("folder/name.txt", bytes);
    assertThat(written.name()).isEqualTo("folder/name.txt");
    assertThat(written.size()).isEqualTo(bytes.length);
    assertThat(written.version()).isNotEmpty();
    StoredObject known = store.head("folder/name.txt").orElseThrow();
    assertThat(known.version()).isEqualTo(written.version());
    assertThat(known.size()).isEqualTo(bytes.length);
    assertThat(known.modified())
        .isBetween(
            written.modified().minus(Duration.ofSeconds(2)),
            written.modified().plus(Duration.ofSeconds(2)));
    assertThat(known.modified())
        .isBetween(
            Instant.now().minus(Duration.ofMinutes(5)), Instant.now().plus(Duration.ofMinutes(5)));
    assertThat(store.list("", "").objects())
        .singleElement()
        .satisfies(
            listed -> {
              assertThat(listed.name()).isEqualTo("folder/name.txt");
              assertThat(listed.size()).isEqualTo(bytes.length);
              assertThat(listed.version()).isEqualTo(written.version());
            });
  }

  @Test
  protected void holdsAnEmptyObject() throws Exception {
    store.put("empty", Content.of(new byte[0]));

    assertHolds("empty", new byte[0]);
    assertThat(store.head("empty").orElseThrow().size()).isZero();
  }

  @Test
  protected void holdsALargeObject() throws Exception {
    byte[] bytes = random(LARGE);

    store.put("large", Content.of(bytes));

    assertHolds("large", bytes);
  }

  @Test
  protected void knowsTheChecksum() throws Exception {
    byte[] bytes = random(1000);

    store.put("name", Content.of(bytes));

    StoredObject listed = store.list("name", "").objects().get(0);
    for (StoredObject told : List.of(store.head("name").orElseThrow(), listed)) {
      assertThat(told.checksums()).isNotEmpty();
      for (Checksum checksum : told.checksums()) {
        VerifiedInputStream.Digest digest = VerifiedInputStream.digest(checksum.algorithm());
        digest.update(bytes, 0, bytes.length);
        assertThat(checksum.hexadecimal()).isEqualTo(digest.hexadecimal());
      }
    }
  }

  @Test
  protected void replacesAnObject() throws Exception {
    StoredObject first = store.put("name", content("first, and longer"));

    StoredObject second = store.put("name", content("second"));

    assertHolds("name", bytes("second"));
    assertThat(second.version()).isNotEqualTo(first.version());
    assertThat(names(store, "")).containsExactly("name");
  }

  @Test
  protected void keepsDoubleSlashes() throws Exception {
    assertKeeps("a//b", "a/b", "a///b", "/a", "//a", "a/b//");
  }

  @Test
  protected void keepsDots() throws Exception {
    assertKeeps("x/../y", "y", "x/./y", "x/y", "../y", "x/..");
  }

  @Test
  protected void keepsSpaces() throws Exception {
    assertKeeps("a b", " a", "a ", "a  b", "a+b", "a%20b");
  }

  @Test
  protected void keepsKoreanAndJapanese() throws Exception {
    assertKeeps("한국어/문서.txt", "日本語/テスト.txt", "😀");
  }

  /** The same letter in two forms, composed and decomposed, makes two names. */
  @Test
  protected void keepsUnicodeAsItIs() throws Exception {
    assertKeeps("\u00e9", "e\u0301", "E\u0301", "\ud55c", "\u1112\u1161\u11ab");
  }

  @Test
  protected void keepsPunctuation() throws Exception {
    assertKeeps("#?+%&=;'", "%2F", "a?b=c", "a#b", "\"<>|\\^{}[]~`", "$@!*(),:");
  }

  @Test
  protected void keepsNamesOf1024Bytes() throws Exception {
    assertKeeps("n".repeat(1024), "한".repeat(341) + "n", ("n".repeat(63) + "/").repeat(16));
  }

  @Test
  protected void refusesNamesOf1025Bytes() throws Exception {
    String name = "n".repeat(1025);

    assertFails(Reason.FAILED, store.url(name), () -> store.put(name, content("x")));

    assertThat(names(store, "")).isEmpty();
  }

  @Test
  protected void keepsAnObjectWithTheNameOfAFolder() throws Exception {
    assertKeeps("a", "a/", "a/b", "a/b/c");
  }

  private void assertKeeps(String... names) throws Exception {
    for (String name : names) {
      store.put(name, content("the bytes of " + name));
    }
    for (String name : names) {
      assertHolds(name, bytes("the bytes of " + name));
      assertThat(store.head(name)).as(name).isPresent();
    }
    assertThat(names(store, "")).containsExactlyInAnyOrder(names);
    store.delete(names[0]);
    assertThat(names(store, ""))
        .containsExactlyInAnyOrder(Arrays.copyOfRange(names, 1, names.length));
  }

  @Test
  protected void listsInTheOrderOfBytes() throws Exception {
    List<String> names =
        new ArrayList<>(
            List.of("a!", "a-b/c", "a/b", "a/c", "a0", "B", "b", "é", "\uff5e", "😀", "한"));
    for (String name : names) {
      store.put(name, content(""));
    }

    names.sort(
        Comparator.comparing(
            name -> name.getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned));
    assertThat(names(store, "")).containsExactlyElementsOf(names);
  }

  @Test
  protected void listsByPrefix() throws Exception {
    for (String name : List.of("a", "ab", "abc/d", "a b", "b", "c/a", "한국", "한글")) {
      store.put(name, content(""));
    }

    assertThat(names(store, "ab")).containsExactly("ab", "abc/d");
    assertThat(names(store, "abc/")).containsExactly("abc/d");
    assertThat(names(store, "a ")).containsExactly("a b");
    assertThat(names(store, "한")).containsExactlyInAnyOrder("한국", "한글");
    assertThat(names(store, "nothing")).isEmpty();
  }

  @Test
  protected void listsAFolder() throws Exception {
    for (String name : List.of("a", "b/c", "b/d/e", "b/d/f", "b/g", "b0", "한/글")) {
      store.put(name, content(name));
    }

    ListPage root = store.listFolder("", "");
    assertThat(root.objects()).extracting(StoredObject::name).containsExactly("a", "b0");
    assertThat(root.objects()).extracting(StoredObject::size).containsExactly(1L, 2L);
    assertThat(root.folders()).containsExactly("b/", "한/");
    assertThat(root.next()).isEmpty();
    ListPage folder = store.listFolder("b/", "");
    assertThat(folder.objects()).extracting(StoredObject::name).containsExactly("b/c", "b/g");
    assertThat(folder.folders()).containsExactly("b/d/");
    ListPage none = store.listFolder("none/", "");
    assertThat(none.objects()).isEmpty();
    assertThat(none.folders()).isEmpty();
    assertThat(store.list("b/", "").folders()).isEmpty();
  }

  @Test
  protected void listsAFolderPageByPage() throws Exception {
    List<String> folders = new ArrayList<>();
    List<Check> writes = new ArrayList<>();
    for (int i = 0; i < 1050; i++) {
      String folder = "in/%04d/".formatted(i);
      folders.add(folder);
      writes.add(() -> store.put(folder + "x", content("")));
    }
    writes.add(() -> store.put("in/last", content("")));
    atOnce(8, writes);

    ListPage first = store.listFolder("in/", "");
    assertThat(first.folders()).hasSizeLessThanOrEqualTo(1000);
    assertThat(first.objects()).isEmpty();
    List<String> seen = new ArrayList<>(first.folders());
    ListPage page = first;
    while (!page.next().isEmpty()) {
      page = store.listFolder("in/", page.next());
      seen.addAll(page.folders());
    }
    assertThat(seen).containsExactlyElementsOf(folders);
    assertThat(page.objects()).extracting(StoredObject::name).containsExactly("in/last");
    assertThat(store.listFolder("", "")).isEqualTo(new ListPage(List.of(), List.of("in/"), ""));
  }

  @Test
  protected void listsMoreThanAThousandObjects() throws Exception {
    List<String> names = new ArrayList<>();
    List<Check> writes = new ArrayList<>();
    for (int i = 0; i < 2100; i++) {
      String name = "folder/%04d".formatted(i);
      names.add(name);
      writes.add(() -> store.put(name, content("")));
    }
    atOnce(8, writes);

    assertThat(names(store, "folder/")).containsExactlyElementsOf(names);
    ListPage first = store.list("folder/0", "");
    assertThat(first.objects()).hasSizeLessThanOrEqualTo(1000);
    assertThat(names(store, "folder/20")).hasSize(100);
  }

  @Test
  protected void saysThatTheObjectDoesNotExist() throws Exception {
    assertThat(store.head("nothing")).isEmpty();
    assertFails(Reason.NOT_FOUND, store.url("nothing"), () -> read(store.get("nothing")));
  }

  @Test
  protected void deletesAnObject() throws Exception {
    store.put("name", content("x"));

    store.delete("name");

    assertThat(store.head("name")).isEmpty();
    assertThat(names(store, "")).isEmpty();
    store.delete("name");
  }

  @Test
  protected void saysThatTheBucketDoesNotExist() throws Exception {
    try (ObjectStore none = buckets().open(uniqueName())) {
      assertFails(Reason.NOT_FOUND, none.url("name"), () -> none.put("name", content("x")));
      assertFails(Reason.NOT_FOUND, none.url("name"), () -> read(none.get("name")));
      assertFails(Reason.NOT_FOUND, none.url(""), () -> none.list("", ""));
      assertThat(none.head("name")).isEmpty();
      none.delete("name");
    }
  }

  @Test
  protected void refusesContentThatIsTooShort() throws Exception {
    store.put("name", content("before"));

    for (long length : List.of(100L, (long) LARGE, 5L << 30)) {
      byte[] bytes = random((int) Math.min(LARGE, length) / 2);
      assertFails(
          Reason.FAILED, store.url("name"), () -> store.put("name", declared(length, bytes)));
      assertFails(
          Reason.FAILED, store.url("new"), () -> store.put("new", declared(length, new byte[1])));
    }

    assertHolds("name", bytes("before"));
    // A server may notice later than its client that a connection has ended.
    await().untilAsserted(() -> assertThat(names(store, "")).containsExactly("name"));
  }

  @Test
  protected void refusesContentThatIsTooLong() throws Exception {
    assertFails(
        Reason.FAILED, store.url("name"), () -> store.put("name", declared(100, random(101))));

    assertThat(store.head("name")).isEmpty();
  }

  private static Content declared(long length, byte[] bytes) {
    return new Content() {
      @Override
      public long length() {
        return length;
      }

      @Override
      public InputStream open() {
        return new ByteArrayInputStream(bytes);
      }
    };
  }

  @Test
  protected void neverShowsHalfAWrite() throws Exception {
    int size = 300_000;
    store.put("name", filled(0, size));
    AtomicBoolean done = new AtomicBoolean();

    atOnce(
        3,
        List.of(
            () -> {
              try {
                for (int i = 1; i <= 30; i++) {
                  store.put("name", filled(i, size));
                }
              } finally {
                done.set(true);
              }
            },
            () -> readWhole(size, done),
            () -> readWhole(size, done)));
  }

  private void readWhole(int size, AtomicBoolean done) throws Exception {
    while (!done.get()) {
      byte[] bytes = read(store.get("name"));
      byte[] expected = new byte[size];
      Arrays.fill(expected, bytes[0]);
      assertThat(bytes).isEqualTo(expected);
    }
  }

  private static Content filled(int value, int size) {
    byte[] bytes = new byte[size];
    Arrays.fill(bytes, (byte) value);
    return Content.of(bytes);
  }

  @Test
  protected void servesManyThreads() throws Exception {
    List<Check> checks = new ArrayList<>();
    for (int i = 0; i < 64; i++) {
      String name = "name-" + i;
      byte[] bytes = random(10_000 + i);
      checks.add(
          () -> {
            store.put(name, Content.of(bytes));
            assertHolds(name, bytes);
          });
    }

    atOnce(16, checks);

    assertThat(names(store, "")).hasSize(64);
  }

  @Test
  protected void endsDownloadsEarly() throws Exception {
    store.put("large", Content.of(random(LARGE)));
    for (int i = 0; i < 100; i++) {
      try (InputStream bytes = store.get("large")) {
        assertThat(bytes.read()).isNotNegative();
      }
    }

    assertHolds("large", random(LARGE));
  }
}
