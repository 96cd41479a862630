package dev.drydock.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.drydock.cluster.process.ChildProcess;
import dev.drydock.testing.Kills;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class InterruptedUpIT {
  @Test
  void controlCEndsWhatUpHasStarted() throws Exception {
    LocalCluster cluster =
        LocalCluster.named(Installation.locate(), "interrupted-" + ProcessHandle.current().pid());
    Process up = UpCommand.start(cluster, ServiceName.HDFS);
    await()
        .atMost(Duration.ofMinutes(3))
        .until(() -> !ChildProcess.readAll(cluster.directory().resolve("processes")).isEmpty());

    Kills.interrupt(up);

    try {
      assertThat(up.waitFor()).isNotZero();
      assertThat(Traces.processesOf(cluster.directory())).isEmpty();
    } finally {
      cluster.remove(line -> {});
    }
  }
}
