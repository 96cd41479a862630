package dev.drydock.cloud.aws;

import dev.drydock.cluster.ClusterException;
import dev.drydock.cluster.LocalCluster;
import java.io.IOException;
import java.net.URI;
import java.util.Map;

/** Connections to the S3 endpoint of the tests' cluster. */
final class S3TestConnections {
  private S3TestConnections() {}

  static S3Buckets to(LocalCluster cluster) throws ClusterException, IOException {
    return through(endpoint(cluster), cluster);
  }

  static URI endpoint(LocalCluster cluster) throws ClusterException {
    return URI.create(cluster.environment().get("AWS_ENDPOINT_URL"));
  }

  /** To what stands before the endpoint. */
  static S3Buckets through(URI endpoint, LocalCluster cluster)
      throws ClusterException, IOException {
    Map<String, String> environment = cluster.environment();
    return S3Buckets.at(
        endpoint,
        environment.get("AWS_REGION"),
        environment.get("AWS_ACCESS_KEY_ID"),
        environment.get("AWS_SECRET_ACCESS_KEY"));
  }
}
