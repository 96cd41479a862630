package dev.drydock.cloud.aws.s3;

import dev.drydock.cloud.aws.AwsConnection;
import dev.drydock.cloud.aws.AwsRetries;
import dev.drydock.cloud.objects.StorageException;
import dev.drydock.cluster.ClusterException;
import dev.drydock.cluster.LocalCluster;
import java.net.URI;
import java.util.Map;

/** Connections to the S3 endpoint of the tests' cluster. */
final class S3TestConnections {
  private S3TestConnections() {}

  static URI endpoint(LocalCluster cluster) throws ClusterException {
    return URI.create(cluster.environment().get("AWS_ENDPOINT_URL"));
  }

  static S3Connection connection(LocalCluster cluster) throws ClusterException, StorageException {
    return connection(endpoint(cluster), cluster);
  }

  static S3Buckets to(LocalCluster cluster) throws ClusterException, StorageException {
    return through(endpoint(cluster), cluster);
  }

  /** Through a proxy before the endpoint. */
  static S3Buckets through(URI endpoint, LocalCluster cluster)
      throws ClusterException, StorageException {
    return new S3Buckets(connection(endpoint, cluster));
  }

  /** The same with other retries. */
  static S3Buckets through(URI endpoint, LocalCluster cluster, AwsRetries retries)
      throws ClusterException, StorageException {
    Map<String, String> environment = cluster.environment();
    return new S3Buckets(
        S3Connection.to(
            AwsConnection.to(
                endpoint,
                environment.get("AWS_REGION"),
                environment.get("AWS_ACCESS_KEY_ID"),
                environment.get("AWS_SECRET_ACCESS_KEY"),
                retries)));
  }

  private static S3Connection connection(URI endpoint, LocalCluster cluster)
      throws ClusterException, StorageException {
    Map<String, String> environment = cluster.environment();
    return S3Connection.to(
        endpoint,
        environment.get("AWS_REGION"),
        environment.get("AWS_ACCESS_KEY_ID"),
        environment.get("AWS_SECRET_ACCESS_KEY"));
  }
}
