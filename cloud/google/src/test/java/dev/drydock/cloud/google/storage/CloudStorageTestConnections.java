package dev.drydock.cloud.google.storage;

import dev.drydock.cloud.objects.StorageException;
import dev.drydock.cluster.ClusterException;
import dev.drydock.cluster.LocalCluster;
import java.net.URI;
import java.nio.file.Path;

/** Connections to the Cloud Storage endpoint of the tests' cluster. */
final class CloudStorageTestConnections {
  private CloudStorageTestConnections() {}

  static CloudStorageBuckets to(LocalCluster cluster) throws ClusterException, StorageException {
    return CloudStorageBuckets.at(endpoint(cluster).toString(), keyFile(cluster));
  }

  static URI endpoint(LocalCluster cluster) throws ClusterException {
    return URI.create(cluster.environment().get("STORAGE_EMULATOR_HOST"));
  }

  static Path keyFile(LocalCluster cluster) throws ClusterException {
    return Path.of(cluster.environment().get("GOOGLE_APPLICATION_CREDENTIALS"));
  }
}
