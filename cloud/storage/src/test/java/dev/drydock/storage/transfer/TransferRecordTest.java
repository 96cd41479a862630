package dev.drydock.storage.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.storage.transfer.TransferRecord.Subject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TransferRecordTest {
  private static final Subject SUBJECT = new Subject("s3://bucket/나라 a", "file:/a", "v 1", 100, 10);

  @TempDir private Path folder;

  @Test
  void tellsTheNextRunWhatIsComplete() throws Exception {
    try (TransferRecord record = TransferRecord.open(folder, SUBJECT.target())) {
      assertThat(record.isUnfinished()).isFalse();
      record.begin(SUBJECT);
      record.uploadIs("id 1");
      record.hasPart(2, 0xfffffff0);
      record.hasPart(1, 7);
      assertThatThrownBy(() -> TransferRecord.open(folder, SUBJECT.target()))
          .hasMessage("s3://bucket/나라 a: another copy is writing it: wait until that has ended");
    }
    Path file = TransferRecord.all(folder).get(0);
    // The writer was killed in the middle of a line.
    Files.writeString(file, "part 3 00", StandardOpenOption.APPEND);
    try (TransferRecord record = TransferRecord.open(folder, SUBJECT.target())) {
      assertThat(record.isOf(SUBJECT)).isTrue();
      assertThat(record.isOf(new Subject(SUBJECT.target(), "file:/a", "v 2", 100, 10))).isFalse();
      assertThat(record.target()).isEqualTo(SUBJECT.target());
      assertThat(record.upload()).isEqualTo("id 1");
      assertThat(record.parts()).isEqualTo(Map.of(1, 7, 2, 0xfffffff0));
      record.remove();
    }
    assertThat(folder).isEmptyDirectory();
  }
}
