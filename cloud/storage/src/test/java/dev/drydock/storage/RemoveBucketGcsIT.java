package dev.drydock.storage;

import dev.drydock.cloud.google.storage.CloudStorageBuckets;
import dev.drydock.cloud.objects.Buckets;
import dev.drydock.cluster.LocalCluster;
import dev.drydock.cluster.ServiceName;
import dev.drydock.cluster.junit.LocalClusterTest;
import java.nio.file.Path;
import java.util.Map;

/** On the Cloud Storage server of the local cluster. */
@LocalClusterTest(ServiceName.GCS)
final class RemoveBucketGcsIT extends RemoveBucketContract {
  @Override
  Buckets connect(LocalCluster cluster) throws Exception {
    Map<String, String> settings = cluster.environment();
    return CloudStorageBuckets.at(
        settings.get("STORAGE_EMULATOR_HOST"),
        Path.of(settings.get("GOOGLE_APPLICATION_CREDENTIALS")));
  }
}
