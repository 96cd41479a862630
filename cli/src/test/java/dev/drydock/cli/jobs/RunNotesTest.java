package dev.drydock.cli.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RunNotesTest {
  private static final String NOTE = "malformed UTF-8: 3 sequences replaced by U+FFFD";

  @TempDir private Path folder;

  @Test
  void notesStandOnceAndTheLastCountersCount() throws IOException {
    Path first = write("1", "INFO x\n" + NOTE + "\ndrydock counters: words=1 odd-lines=2\n");
    Path second = write("2", NOTE + "\ndrydock counters: words=7\n");
    Path third = write("3", "INFO y\n");
    assertThat(RunNotes.in(List.of(first, second, third)))
        .isEqualTo(new RunNotes(List.of(NOTE), Map.of("words", 7L)));
  }

  @Test
  void aJobNeedNotReportAnything() throws IOException {
    assertThat(RunNotes.in(List.of(write("1", "done\n"), folder.resolve("none"))))
        .isEqualTo(new RunNotes(List.of(), Map.of()));
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }
}
