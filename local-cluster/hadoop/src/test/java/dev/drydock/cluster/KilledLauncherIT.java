package dev.drydock.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.drydock.testing.Kills;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Kills {@code up} at seeded moments: whatever it leaves, the next command finds and ends. */
class KilledLauncherIT {
  private static final long SEED = 20261122;

  @Test
  void theNextCommandEndsWhatAKilledUpOfS3Leaves() throws Exception {
    killS3(6);
  }

  @Test
  @Tag("thorough")
  void theNextCommandEndsWhatAnyKilledUpOfS3Leaves() throws Exception {
    killS3(42);
  }

  private static void killS3(int times) throws Exception {
    Kills kills = new Kills(SEED);
    for (int i = 0; i < times; i++) {
      kill(i, kills, Duration.ZERO, Duration.ofMillis(2500), ServiceName.S3);
    }
  }

  @Test
  void theNextCommandEndsWhatAKilledUpOfHadoopLeaves() throws Exception {
    killHadoop(2);
  }

  @Test
  @Tag("thorough")
  void theNextCommandEndsWhatAnyKilledUpOfHadoopLeaves() throws Exception {
    killHadoop(8);
  }

  private static void killHadoop(int times) throws Exception {
    Kills kills = new Kills(SEED + 1);
    // Without it the first moments would all fall into the making of the archive.
    Jvm.shareClasses(Installation.locate(), RuntimeName.HADOOP, System.err::println);
    for (int i = 0; i < times; i++) {
      kill(
          i,
          kills,
          Duration.ofMillis(300),
          Duration.ofMillis(6300),
          ServiceName.HDFS,
          ServiceName.YARN);
    }
  }

  private static void kill(
      int number, Kills kills, Duration earliest, Duration latest, ServiceName... services)
      throws Exception {
    LocalCluster cluster =
        LocalCluster.named(Installation.locate(), "killed-" + ProcessHandle.current().pid());
    Process up = UpCommand.start(cluster, services);
    Kills.Kill kill = kills.kill(up, earliest, latest);
    String moment = services[0] + " " + number + ", " + kill;

    switch (number % 3) {
      case 0 -> cluster.status();
      case 1 -> cluster.down(line -> {});
      default -> cluster.up(UpOptions.of(services), line -> {});
    }

    if (number % 3 == 0 && !kill.hadEnded() && cluster.endpoints().isEmpty()) {
      assertNothingLeft(cluster, moment + ", then status");
    }
    if (number % 3 == 2) {
      assertThat(cluster.isUp(services[0])).as(moment + ", then up").isTrue();
    }
    cluster.down(line -> {});
    assertNothingLeft(cluster, moment + ", then down");
    cluster.remove(line -> {});
  }

  private static void assertNothingLeft(LocalCluster cluster, String moment) {
    // A child that has not been let go reads the end of its input and ends by itself.
    await()
        .alias(moment)
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(20))
        .untilAsserted(() -> assertThat(Traces.processesOf(cluster.directory())).isEmpty());
  }
}
