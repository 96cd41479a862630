package dev.drydock.storage.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.cloud.objects.Content;
import dev.drydock.cloud.objects.ListPage;
import dev.drydock.cloud.objects.StorageException;
import dev.drydock.cloud.objects.StorageException.Reason;
import dev.drydock.cloud.objects.StoredObject;
import dev.drydock.storage.listing.NameOrder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileObjectStoreTest {
  @TempDir private Path folder;

  @Test
  void writesAndReads() throws Exception {
    FileObjectStore store = new FileObjectStore(folder);
    StoredObject stored = store.put("나라/a b.txt", bytes("안녕"));
    assertThat(stored.size()).isEqualTo(6);
    assertThat(stored.checksum().toString()).startsWith("crc32c:");
    assertThat(folder.resolve("나라/a b.txt")).hasContent("안녕");
    assertThat(store.head("나라/a b.txt").orElseThrow().version()).isEqualTo(stored.version());
    assertThat(store.get("나라/a b.txt")).hasContent("안녕");
    assertThat(store.get("나라/a b.txt", stored.version(), 3, 100)).hasContent("녕");
    store.delete("나라/a b.txt");
    assertThat(store.head("나라/a b.txt")).isEmpty();
    store.delete("나라/a b.txt");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../x", "a/../../x", "/x", "a//b", "a/./b", "a/", "", ".", "a\0b"})
  void refusesInvalidFileNames(String name) throws IOException {
    FileObjectStore store = new FileObjectStore(folder.resolve("store"));
    assertThatThrownBy(() -> store.put(name, bytes("x")))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("not a valid file name");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void nothingIsLeftOfABrokenWrite() throws Exception {
    FileObjectStore store = new FileObjectStore(folder);
    store.put("a", bytes("old"));
    Content broken =
        content(
            10, new SequenceInputStream(new ByteArrayInputStream(new byte[5]), new BrokenStream()));
    assertThatThrownBy(() -> store.put("a", broken)).hasMessage("s3://b/x: broke off");
    Content shorter = content(10, new ByteArrayInputStream(new byte[9]));
    assertThatThrownBy(() -> store.put("a", shorter))
        .hasMessage(store.url("a") + ": 9 bytes arrived, not 10");
    assertThat(folder.resolve("a")).hasContent("old");
    assertThat(names(store, "")).containsExactly("a");
    try (var files = Files.list(folder)) {
      assertThat(files).hasSize(1);
    }
  }

  @Test
  void aFullDiskIsOneLine() {
    assertThat(FileFailure.of("file:/x", new IOException("No space left on device")))
        .hasMessage("file:/x: the disk is full: free some space, or write elsewhere");
  }

  @Test
  void aFileNeedsFreeSpace() {
    FileObjectStore store = new FileObjectStore(folder);
    assertThatThrownBy(() -> store.put("a", content(1L << 60, InputStream.nullInputStream())))
        .hasMessageContaining("needs 1024 PB")
        .hasMessageContaining("free some space");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void twoWritersDoNotShareAFile() throws Exception {
    FileObjectStore store = new FileObjectStore(folder);
    try (PartialFile first = store.partial("a")) {
      first.create(1);
      assertThatThrownBy(() -> store.put("a", bytes("x")))
          .hasMessage(store.url("a") + ": another copy is writing it: wait until that has ended");
      first.discard();
    }
    store.put("a", bytes("x"));
    assertThat(folder.resolve("a")).hasContent("x");
  }

  @Test
  void listsInTheOrderOfFullNamesPageByPage() throws Exception {
    FileObjectStore store = new FileObjectStore(folder);
    List<String> all = new ArrayList<>();
    for (String name : List.of("a.txt", "a/b", "a/c/d", "a0", "b", "\uFF5E", "\uD83D\uDE00")) {
      store.put(name, bytes(name));
      all.add(name);
    }
    assertThat(names(store, "")).containsExactlyElementsOf(all);
    assertThat(names(store, "a/")).containsExactly("a/b", "a/c/d");
    assertThat(names(store, "a")).containsExactly("a.txt", "a/b", "a/c/d", "a0");
    assertThat(store.list("", "a/b").objects())
        .extracting(StoredObject::name)
        .startsWith("a/c/d", "a0");
    for (int i = 0; i < 2500; i++) {
      Files.createFile(Files.createDirectories(folder.resolve("m/" + i / 100)).resolve("f" + i));
    }
    assertThat(names(store, "m/")).hasSize(2500).isSortedAccordingTo(NameOrder.UTF8);
  }

  @Test
  void followsLinksButNotForever() throws Exception {
    Files.createSymbolicLink(folder.resolve("loop"), folder);
    Files.createSymbolicLink(folder.resolve("nothing"), folder.resolve("gone"));
    Files.writeString(Files.createDirectory(folder.resolve("d")).resolve("f"), "x");
    Files.createSymbolicLink(folder.resolve("link"), folder.resolve("d"));
    FileObjectStore store = new FileObjectStore(folder);
    assertThat(names(store, "")).containsExactly("d/f", "link/f", "nothing");
    assertThatThrownBy(() -> store.get("nothing"))
        .hasMessage(store.url("nothing") + ": file does not exist");
  }

  @Test
  void aFileInTheWayIsReported() throws Exception {
    FileObjectStore store = new FileObjectStore(folder);
    store.put("a", bytes("x"));
    assertThatThrownBy(() -> store.put("a/b", bytes("x")))
        .hasMessage(
            store.url("a/b") + ": a file has the name of one of its folders: move that file away");
    assertThat(store.head("a/b")).isEmpty();
    store.put("c/d", bytes("x"));
    assertThatThrownBy(() -> store.put("c", bytes("x")))
        .hasMessage(store.url("c") + ": a folder has this name: choose another");
  }

  private static List<String> names(FileObjectStore store, String prefix) throws Exception {
    List<String> names = new ArrayList<>();
    String token = "";
    do {
      ListPage page = store.list(prefix, token);
      page.objects().forEach(object -> names.add(object.name()));
      token = page.next();
    } while (!token.isEmpty());
    return names;
  }

  private static Content bytes(String text) {
    return Content.of(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Fails at its first byte. */
  private static final class BrokenStream extends InputStream {
    @Override
    public int read() throws IOException {
      throw new StorageException(Reason.UNREACHABLE, "s3://b/x: broke off");
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      return read();
    }
  }

  private static Content content(long length, InputStream stream) {
    return new Content() {
      @Override
      public long length() {
        return length;
      }

      @Override
      public InputStream open() {
        return stream;
      }
    };
  }
}
