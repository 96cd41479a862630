package dev.drydock.cluster.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogCauseTest {
  @TempDir private Path folder;

  private String causeIn(String log) throws IOException {
    return LogCause.of(Files.writeString(folder.resolve("a.log"), log), 0);
  }

  @Test
  void theRootOfAChainIsTheCause() throws Exception {
    assertThat(
            causeIn(
                """
                INFO starting
                java.lang.RuntimeException: wrapped
                \tat a.B.c(B.java:1)
                Caused by: java.io.IOException: middle
                \tat a.B.d(B.java:2)
                Caused by: java.net.BindException: Address already in use
                \t... 3 more
                """))
        .isEqualTo("java.net.BindException: Address already in use");
  }

  @Test
  void whatOurProgramsSayComesFirst() throws Exception {
    assertThat(
            causeIn(
                """
                Caused by: java.lang.InterruptedException
                cannot start namenode: java.io.IOException: No space left on device
                """))
        .isEqualTo("cannot start namenode: java.io.IOException: No space left on device");
  }

  @Test
  void withoutAnErrorTheLastLineIsShown() throws Exception {
    assertThat(causeIn("one\ntwo\n")).isEqualTo("two");
    assertThat(causeIn("")).isEmpty();
  }

  @Test
  void whatWasThereBeforeDoesNotCount() throws Exception {
    Path log = Files.writeString(folder.resolve("a.log"), "java.io.IOException: old\n");
    long begin = Files.size(log);
    Files.writeString(log, Files.readString(log) + "new\n");

    assertThat(LogCause.of(log, begin)).isEqualTo("new");
  }
}
