package dev.drydock.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.drydock.cloud.aws.s3.S3Buckets;
import dev.drydock.cloud.objects.Buckets;
import dev.drydock.cloud.objects.StorageException;
import dev.drydock.cluster.LocalCluster;
import dev.drydock.cluster.ServiceName;
import dev.drydock.cluster.junit.LocalClusterTest;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On S3Proxy, which has no versions. */
@LocalClusterTest(ServiceName.S3)
final class RemoveBucketS3ProxyIT extends RemoveBucketContract {
  @Override
  Buckets connect(LocalCluster cluster) throws Exception {
    Map<String, String> settings = cluster.environment();
    return S3Buckets.at(
        URI.create(settings.get("AWS_ENDPOINT_URL")),
        settings.get("AWS_REGION"),
        settings.get("AWS_ACCESS_KEY_ID"),
        settings.get("AWS_SECRET_ACCESS_KEY"));
  }

  @Test
  @Override
  void isRemovedWithAllVersions(LocalCluster cluster, @TempDir Path state) {
    StorageException refused =
        catchThrowableOfType(StorageException.class, () -> store.keepVersions(true));

    assertThat(refused.reason()).isEqualTo(StorageException.Reason.UNSUPPORTED);
  }
}
