package dev.drydock.cloud.aws.s3;

import dev.drydock.cloud.objects.Buckets;
import dev.drydock.cloud.objects.contracts.BucketsContract;
import dev.drydock.cloud.objects.contracts.ConditionalWritesContract;
import dev.drydock.cloud.objects.contracts.MultipartUploadsContract;
import dev.drydock.cloud.objects.contracts.ObjectStoreContract;
import dev.drydock.cloud.objects.contracts.OwnChecksumsContract;
import dev.drydock.cloud.objects.contracts.PresignedUrlsContract;
import dev.drydock.cloud.objects.contracts.RangeReadsContract;
import dev.drydock.cloud.objects.contracts.ServerSideCopiesContract;
import dev.drydock.cloud.objects.contracts.VersionsContract;
import dev.drydock.cluster.Installation;
import dev.drydock.cluster.ServiceName;
import dev.drydock.cluster.junit.Endpoint;
import dev.drydock.cluster.junit.LocalClusterTest;
import dev.drydock.testing.ServerUnderTest;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * LocalStack. Its first use installs 530 MB. So without CI=true it has to be installed already, by
 * {@code drydock up localstack}.
 */
@EnabledIf(value = "isInstalled", disabledReason = "needs LocalStack: set CI=true to install it")
@LocalClusterTest(ServiceName.LOCALSTACK)
class S3ObjectStoreLocalStackIT {
  @RegisterExtension
  static final ServerUnderTest<Buckets> SERVER = new ServerUnderTest<>("LocalStack");

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
    SERVER.connect(S3Buckets.at(URI.create(endpoint), "us-east-1", "test", "test"));
  }

  @Nested
  class Objects extends ObjectStoreContract {
    @Test
    @Override
    protected void refusesContentThatIsTooShort() {
      gap("corrupts the old one", super::refusesContentThatIsTooShort, "checksum mismatch");
    }
  }

  @Nested
  class Ranges extends RangeReadsContract {}

  @Nested
  class Conditions extends ConditionalWritesContract {}

  @Nested
  class Parts extends MultipartUploadsContract {}

  @Nested
  class Checksums extends OwnChecksumsContract {}

  @Nested
  class Copies extends ServerSideCopiesContract {}

  @Nested
  class Urls extends PresignedUrlsContract {}

  @Nested
  class KeptVersions extends VersionsContract {
    @Test
    @Override
    protected void deletesAVersionTwice() {
      gap("400", super::deletesAVersionTwice, "Invalid version id");
    }
  }

  @Nested
  class AllBuckets extends BucketsContract {}
}
