package dev.drydock.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Kills {@code up} at fifty moments: whatever it leaves, the next command finds and ends. */
class KilledLauncherIT {
  private static final long SEED = 20261122;

  @Test
  void theNextCommandEndsWhatAKilledUpOfS3Leaves() throws Exception {
    Random random = new Random(SEED);
    for (int i = 0; i < 42; i++) {
      kill(i, random.nextInt(2500), ServiceName.S3);
    }
  }

  @Test
  void theNextCommandEndsWhatAKilledUpOfHadoopLeaves() throws Exception {
    Random random = new Random(SEED + 1);
    // Without it the first moments would all fall into the making of the archive.
    Jvm.shareClasses(Installation.locate(), RuntimeName.HADOOP, System.err::println);
    for (int i = 0; i < 8; i++) {
      kill(i, 300 + random.nextInt(6000), ServiceName.HDFS, ServiceName.YARN);
    }
  }

  private static void kill(int number, int milliseconds, ServiceName... services) throws Exception {
    LocalCluster cluster =
        LocalCluster.named(Installation.locate(), "killed-" + ProcessHandle.current().pid());
    Process up = UpCommand.start(cluster, services);
    // The moment is the test's input, not a wait for something to happen.
    up.waitFor(milliseconds, TimeUnit.MILLISECONDS);
    boolean complete = !up.isAlive();
    up.destroyForcibly().waitFor();
    String moment = services[0] + " " + number + ", killed after " + milliseconds + " ms";

    switch (number % 3) {
      case 0 -> cluster.status();
      case 1 -> cluster.down(line -> {});
      default -> cluster.up(UpOptions.of(services), line -> {});
    }

    if (number % 3 == 0 && !complete && cluster.endpoints().isEmpty()) {
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
