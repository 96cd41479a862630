package dev.drydock.cloud.aws;

import dev.drydock.cloud.contracts.BucketsContract;
import dev.drydock.cloud.contracts.ConditionalWritesContract;
import dev.drydock.cloud.contracts.MultipartUploadsContract;
import dev.drydock.cloud.contracts.ObjectStoreContract;
import dev.drydock.cloud.contracts.OwnChecksumsContract;
import dev.drydock.cloud.contracts.PresignedUrlsContract;
import dev.drydock.cloud.contracts.RangeReadsContract;
import dev.drydock.cloud.contracts.ServerSideCopiesContract;
import dev.drydock.cloud.contracts.StorageServer;
import dev.drydock.cloud.contracts.VersionsContract;
import dev.drydock.cluster.Installation;
import dev.drydock.cluster.ServiceName;
import dev.drydock.cluster.junit.Endpoint;
import dev.drydock.cluster.junit.LocalClusterTest;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/**
 * LocalStack. Its first use installs 530 MB, so without CI=true it needs an earlier {@code drydock
 * up localstack}.
 */
@EnabledIf(value = "isInstalled", disabledReason = "needs LocalStack: set CI=true to install it")
@LocalClusterTest(ServiceName.LOCALSTACK)
class S3ObjectStoreLocalStackIT {
  private static StorageServer server;

  static boolean isInstalled() throws Exception {
    if ("true".equals(System.getenv("CI"))) {
      return true;
    }
    Path environments = Installation.locate().state().resolve("environments");
    if (!Files.isDirectory(environments)) {
      return false;
    }
    try (Stream<Path> names = Files.list(environments)) {
      return names.anyMatch(name -> name.getFileName().toString().startsWith("localstack-"));
    }
  }

  @BeforeAll
  static void connect(@Endpoint(ServiceName.LOCALSTACK) String endpoint) throws Exception {
    server =
        new StorageServer(
            "LocalStack", S3Buckets.at(URI.create(endpoint), "us-east-1", "test", "test"));
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

    @Test
    @Override
    protected void refusesContentThatIsCutShort() {
      gap(
          "spoils what was there",
          super::refusesContentThatIsCutShort,
          "the bytes read have checksum");
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
  class Parts extends MultipartUploadsContract {
    @Override
    protected StorageServer server() {
      return server;
    }
  }

  @Nested
  class Checksums extends OwnChecksumsContract {
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
