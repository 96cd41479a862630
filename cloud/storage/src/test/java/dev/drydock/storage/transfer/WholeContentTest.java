package dev.drydock.storage.transfer;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.cloud.objects.StorageException;
import dev.drydock.cloud.objects.StorageException.Reason;
import dev.drydock.storage.files.FileObjectStore;
import dev.drydock.storage.locations.Folder;
import dev.drydock.storage.locations.Location;
import dev.drydock.storage.locations.Source;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeContentTest {
  @TempDir private Path folder;

  @Test
  void aFileThatIsGoneIsNotAMissingBucket() throws Exception {
    Path file = Files.writeString(folder.resolve("a"), "a");
    FileObjectStore store = new FileObjectStore(folder);
    Folder in = new Folder(Location.parse(folder.toString()).asFolder(), store, "");
    WholeContent content =
        new WholeContent(new Source(in, store.head("a").orElseThrow(), "a"), read -> {});
    Files.delete(file);
    assertGone(() -> content.open().read());
    assertGone(content::checksum);
  }

  private void assertGone(ThrowingCallable read) {
    assertThatThrownBy(read)
        .isInstanceOf(StorageException.class)
        .hasFieldOrPropertyWithValue("reason", Reason.FAILED)
        .hasMessage("file:" + folder + "/a: file does not exist");
  }
}
