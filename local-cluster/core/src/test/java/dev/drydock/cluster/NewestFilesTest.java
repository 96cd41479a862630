package dev.drydock.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NewestFilesTest {
  @TempDir private Path folder;

  @Test
  void theOldestOfThoseThatMatchGo() throws Exception {
    for (int day = 1; day <= 5; day++) {
      file("log-" + day, day);
    }
    file("other", 0);

    NewestFiles.keep(folder, file -> file.getFileName().toString().startsWith("log-"), 2);

    assertThat(folder.toFile().list()).containsExactlyInAnyOrder("log-4", "log-5", "other");
  }

  @Test
  void fewerStayAsTheyAre() throws Exception {
    file("log-1", 1);

    NewestFiles.keep(folder, file -> true, 2);

    assertThat(folder.toFile().list()).containsExactly("log-1");
  }

  private void file(String name, int day) throws Exception {
    Path file = Files.createFile(folder.resolve(name));
    Files.setLastModifiedTime(file, FileTime.fromMillis(day * 86_400_000L));
  }
}
