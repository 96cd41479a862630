package dev.drydock.cluster;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MeasuredProcessTest {
  @TempDir private Path folder;

  @Test
  void readsTheTimesOfAnyShell() {
    assertThat(MeasuredProcess.cpuSeconds("0m0.00s 0m0.01s\n1m2.50s 0m0.25s\n").getAsDouble())
        .isEqualTo(62.76);
    assertThat(MeasuredProcess.cpuSeconds("0m0,000000s 0m0,5s\n").getAsDouble()).isEqualTo(0.5);
    assertThat(MeasuredProcess.cpuSeconds("")).isEmpty();
  }

  @Test
  void givesOutputExitCodeAndCpuTime() throws Exception {
    Path log = folder.resolve("run.log");
    try (MeasuredProcess process =
        new MeasuredProcess(
            List.of("sh", "-c", "echo \"$GREETING\"; echo error >&2; exit 3"),
            Map.of("GREETING", "hello"),
            log)) {
      assertThat(process.waitFor(10_000)).isTrue();
      assertThat(process.exitCode()).isEqualTo(3);
      assertThat(process.cpuSeconds()).isPresent();
      assertThat(process.cpuSeconds().getAsDouble()).isBetween(0.0, 5.0);
    }
    assertThat(log).hasContent("hello\nerror");
    assertThat(folder).isDirectoryNotContaining("glob:**.times");
  }

  @Test
  void closingEndsTheJob() throws Exception {
    Path log = folder.resolve("run.log");
    MeasuredProcess process =
        new MeasuredProcess(List.of("sh", "-c", "echo $$; exec sleep 600"), Map.of(), log);
    await().atMost(10, SECONDS).until(() -> Files.exists(log) && Files.size(log) > 0);
    long pid = Long.parseLong(Files.readString(log).strip());
    assertThat(ProcessHandle.of(pid)).isPresent();
    process.close();
    await().atMost(10, SECONDS).until(() -> ProcessHandle.of(pid).isEmpty());
  }
}
