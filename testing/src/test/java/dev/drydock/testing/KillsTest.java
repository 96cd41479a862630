package dev.drydock.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class KillsTest {
  @Test
  void killsAtTheSameMomentsForTheSameSeed() throws Exception {
    Duration first = kill(7, "sleep", "60").after();

    assertThat(first).isBetween(Duration.ofMillis(10), Duration.ofMillis(49));
    assertThat(kill(7, "sleep", "60").after()).isEqualTo(first);
  }

  @Test
  void tellsWhetherTheProcessHadEnded() throws Exception {
    assertThat(kill(3, "sleep", "60").hadEnded()).isFalse();

    Process ended = new ProcessBuilder("true").start();
    ended.waitFor();
    Kills.Kill kill = new Kills(3).kill(ended, Duration.ZERO, Duration.ofMillis(100));

    assertThat(kill)
        .hasToString(
            "ended before it was killed after " + kill.after().toMillis() + " ms (seed 3)");
  }

  private static Kills.Kill kill(long seed, String... command) throws Exception {
    Process process = new ProcessBuilder(command).start();
    Kills.Kill kill = new Kills(seed).kill(process, Duration.ofMillis(10), Duration.ofMillis(50));
    assertThat(process.isAlive()).isFalse();
    return kill;
  }

  @Test
  void interruptsAsCtrlCDoes() throws Exception {
    Process process =
        new ProcessBuilder(
                "sh", "-c", "trap 'exit 7' INT; echo ready; while :; do read -r _ || exit 1; done")
            .start();
    assertThat(process.inputReader().readLine()).isEqualTo("ready");

    Kills.interrupt(process);

    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(7);
  }
}
