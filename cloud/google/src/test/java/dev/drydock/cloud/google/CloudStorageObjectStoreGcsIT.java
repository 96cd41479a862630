package dev.drydock.cloud.google;

import dev.drydock.cloud.contracts.BucketsContract;
import dev.drydock.cloud.contracts.ConditionalWritesContract;
import dev.drydock.cloud.contracts.ObjectStoreContract;
import dev.drydock.cloud.contracts.PresignedUrlsContract;
import dev.drydock.cloud.contracts.RangeReadsContract;
import dev.drydock.cloud.contracts.ResumableUploadsContract;
import dev.drydock.cloud.contracts.ServerSideCopiesContract;
import dev.drydock.cloud.contracts.StorageServer;
import dev.drydock.cloud.contracts.StreamWritesContract;
import dev.drydock.cloud.contracts.VersionsContract;
import dev.drydock.cluster.LocalCluster;
import dev.drydock.cluster.ServiceName;
import dev.drydock.cluster.junit.LocalClusterTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;

/** The Cloud Storage server of the local cluster. */
@LocalClusterTest(ServiceName.GCS)
class CloudStorageObjectStoreGcsIT {
  private static StorageServer server;

  @BeforeAll
  static void connect(LocalCluster cluster) throws Exception {
    server = new StorageServer("gcs", CloudStorageTestConnections.to(cluster));
  }

  @AfterAll
  static void disconnect() {
    server.buckets().close();
  }

  @Nested
  class Objects extends ObjectStoreContract {
    @Override
    protected StorageServer server() {
      return server;
    }
  }

  @Nested
  class Ranges extends RangeReadsContract {
    @Override
    protected StorageServer server() {
      return server;
    }
  }

  @Nested
  class Conditions extends ConditionalWritesContract {
    @Override
    protected StorageServer server() {
      return server;
    }
  }

  @Nested
  class Sessions extends ResumableUploadsContract {
    @Override
    protected StorageServer server() {
      return server;
    }
  }

  @Nested
  class Streams extends StreamWritesContract {
    @Override
    protected StorageServer server() {
      return server;
    }
  }

  @Nested
  class Copies extends ServerSideCopiesContract {
    @Override
    protected StorageServer server() {
      return server;
    }
  }

  @Nested
  class Urls extends PresignedUrlsContract {
    @Override
    protected StorageServer server() {
      return server;
    }
  }

  @Nested
  class KeptVersions extends VersionsContract {
    @Override
    protected StorageServer server() {
      return server;
    }
  }

  @Nested
  class AllBuckets extends BucketsContract {
    @Override
    protected StorageServer server() {
      return server;
    }
  }
}
