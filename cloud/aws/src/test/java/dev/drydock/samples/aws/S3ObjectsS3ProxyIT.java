package dev.drydock.samples.aws;

import dev.drydock.cluster.LocalCluster;
import dev.drydock.cluster.ServiceName;
import dev.drydock.cluster.junit.LocalClusterTest;
import java.util.Map;

@LocalClusterTest(ServiceName.S3)
final class S3ObjectsS3ProxyIT extends S3ObjectsContract {
  private final LocalCluster cluster;

  S3ObjectsS3ProxyIT(LocalCluster cluster) {
    this.cluster = cluster;
  }

  @Override
  Map<String, String> environment() throws Exception {
    return cluster.environment();
  }
}
