package dev.drydock.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DownServicesIT {
  private LocalCluster cluster;

  private Set<String> running() throws ClusterException {
    return cluster.status().stream()
        .filter(line -> line.state() == ServiceStatus.State.RUNNING)
        .map(line -> line.service().label())
        .collect(Collectors.toSet());
  }

  @Test
  void onlyTheServicesThatAreNamedEnd() throws Exception {
    cluster = LocalCluster.named(Installation.locate(), "down-" + ProcessHandle.current().pid());
    cluster.down(Set.of(ServiceName.S3), line -> {});
    try {
      cluster.up(UpOptions.of(ServiceName.YARN, ServiceName.S3, ServiceName.GCS), line -> {});

      cluster.down(Set.of(ServiceName.S3), line -> {});
      assertThat(running()).contains("hdfs", "yarn", "gcs").doesNotContain("s3");

      assertThatThrownBy(() -> cluster.down(Set.of(ServiceName.HDFS, ServiceName.GCS), line -> {}))
          .isInstanceOf(ClusterException.class)
          .hasMessage("yarn would stop working: name it too");
      assertThat(running()).contains("hdfs", "yarn", "gcs");

      cluster.down(Set.of(ServiceName.HDFS, ServiceName.YARN), line -> {});
      assertThat(running()).contains("gcs").doesNotContain("hdfs", "yarn", "s3");

      cluster.up(UpOptions.of(ServiceName.S3), line -> {});
      assertThat(running()).contains("gcs", "s3");
      cluster.down(line -> {});
      assertThat(Traces.processesOf(cluster.directory())).isEmpty();
    } finally {
      cluster.remove(line -> {});
    }
  }
}
