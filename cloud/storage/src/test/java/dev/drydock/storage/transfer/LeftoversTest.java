package dev.drydock.storage.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.storage.files.FileObjectStore;
import dev.drydock.storage.files.PartialFile;
import dev.drydock.storage.locations.Stores;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeftoversTest {
  @TempDir private Path folder;

  /** Until another copy writes to the same place, or until a day has passed. */
  @Test
  void removesWhatAKilledStreamLeftAfterADay() throws Exception {
    Path records = folder.resolve("records");
    Path target = folder.resolve("out/stream");
    String url = "file:" + target;
    try (PartialFile partial = new FileObjectStore(target.getParent()).partial("stream");
        TransferRecord record = TransferRecord.open(records, url)) {
      partial.create(0);
      record.begin(new TransferRecord.Subject(url, "-", "", -1, 1));
    }
    try (Stores stores = new Stores()) {
      new Leftovers(stores, records).clean();
      assertThat(target.getParent()).isNotEmptyDirectory();

      for (Path record : TransferRecord.all(records)) {
        Instant dayBeforeYesterday = Instant.now().minus(Duration.ofDays(2));
        Files.writeString(
            record,
            Files.readString(record).replaceFirst("(?m)^begun .*$", "begun " + dayBeforeYesterday));
      }
      new Leftovers(stores, records).clean();
    }

    assertThat(target.getParent()).isEmptyDirectory();
    assertThat(records).isEmptyDirectory();
  }
}
