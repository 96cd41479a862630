package dev.drydock.cloud.google.storage;

import dev.drydock.cluster.LocalCluster;
import dev.drydock.cluster.ServiceName;
import dev.drydock.cluster.junit.LocalClusterTest;
import java.util.Map;

@LocalClusterTest(ServiceName.GCS)
final class GcsObjectsGcsIT extends GcsObjectsContract {
  private final LocalCluster cluster;

  GcsObjectsGcsIT(LocalCluster cluster) {
    this.cluster = cluster;
  }

  @Override
  Map<String, String> environment() throws Exception {
    return cluster.environment();
  }
}
