package dev.drydock.cloud.google.storage;

import dev.drydock.cloud.objects.Buckets;
import dev.drydock.cloud.objects.contracts.BucketsContract;
import dev.drydock.cloud.objects.contracts.ConditionalWritesContract;
import dev.drydock.cloud.objects.contracts.ObjectStoreContract;
import dev.drydock.cloud.objects.contracts.PresignedUrlsContract;
import dev.drydock.cloud.objects.contracts.RangeReadsContract;
import dev.drydock.cloud.objects.contracts.ResumableUploadsContract;
import dev.drydock.cloud.objects.contracts.ServerSideCopiesContract;
import dev.drydock.cloud.objects.contracts.StreamWritesContract;
import dev.drydock.cloud.objects.contracts.VersionsContract;
import dev.drydock.cluster.LocalCluster;
import dev.drydock.cluster.ServiceName;
import dev.drydock.cluster.junit.LocalClusterTest;
import dev.drydock.testing.ServerUnderTest;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The Cloud Storage server of the local cluster. */
@LocalClusterTest(ServiceName.GCS)
class CloudStorageObjectStoreGcsIT {
  @RegisterExtension static final ServerUnderTest<Buckets> SERVER = new ServerUnderTest<>("gcs");

  @BeforeAll
  static void connect(LocalCluster cluster) throws Exception {
    SERVER.connect(CloudStorageTestConnections.to(cluster));
  }

  @Nested
  class Objects extends ObjectStoreContract {}

  @Nested
  class Ranges extends RangeReadsContract {}

  @Nested
  class Conditions extends ConditionalWritesContract {}

  @Nested
  class Sessions extends ResumableUploadsContract {}

  @Nested
  class Streams extends StreamWritesContract {}

  @Nested
  class Copies extends ServerSideCopiesContract {}

  @Nested
  class Urls extends PresignedUrlsContract {}

  @Nested
  class KeptVersions extends VersionsContract {}

  @Nested
  class AllBuckets extends BucketsContract {}
}
