package dev.drydock.cloud.google;

import dev.drydock.cloud.contracts.BucketsContract;
import dev.drydock.cloud.contracts.ConditionalWritesContract;
import dev.drydock.cloud.contracts.ObjectStoreContract;
import dev.drydock.cloud.contracts.PresignedUrlsContract;
import dev.drydock.cloud.contracts.RangeReadsContract;
import dev.drydock.cloud.contracts.ResumableUploadsContract;
import dev.drydock.cloud.contracts.ServerSideCopiesContract;
import dev.drydock.cloud.contracts.StorageServer;
import dev.drydock.cloud.contracts.VersionsContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** fake-gcs-server with its objects in memory, where Go is there to build it. */
class CloudStorageObjectStoreFakeGcsServerIT {
  private static FakeGcsServer process;
  private static StorageServer server;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    process = FakeGcsServer.start(folder);
    server =
        new StorageServer(
            "fake-gcs-server", CloudStorageBuckets.at(process.endpoint(), process.keyFile()));
  }

  @AfterAll
  static void end() throws Exception {
    if (process != null) {
      server.buckets().close();
      process.close();
    }
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
