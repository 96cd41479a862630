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
import dev.drydock.cluster.LocalCluster;
import dev.drydock.cluster.ServiceName;
import dev.drydock.cluster.junit.LocalClusterTest;
import dev.drydock.testing.ServerUnderTest;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The S3 endpoint of the local cluster. */
@LocalClusterTest(ServiceName.S3)
class S3ObjectStoreS3ProxyIT {
  @RegisterExtension
  static final ServerUnderTest<Buckets> SERVER = new ServerUnderTest<>("S3Proxy");

  @BeforeAll
  static void connect(LocalCluster cluster) throws Exception {
    SERVER.connect(S3TestConnections.to(cluster));
  }

  @Nested
  class Objects extends ObjectStoreContract {
    @Test
    @Override
    protected void keepsDoubleSlashes() {
      gap("400", super::keepsDoubleSlashes, "/a//b: the server answered 400 InvalidRequest");
    }

    @Test
    @Override
    protected void keepsDots() {
      gap("400", super::keepsDots, "/x/../y: the server answered 400 InvalidRequest");
    }

    @Test
    @Override
    protected void keepsNamesOf1024Bytes() {
      gap(
          "400 above 218 bytes",
          super::keepsNamesOf1024Bytes,
          "the server answered 400 KeyTooLongError");
    }

    @Test
    @Override
    protected void keepsAnObjectWithTheNameOfAFolder() {
      gap(
          "400: a folder or an object",
          super::keepsAnObjectWithTheNameOfAFolder,
          "/a/: the server answered 400 InvalidRequest");
    }
  }

  @Nested
  class Ranges extends RangeReadsContract {}

  @Nested
  class Conditions extends ConditionalWritesContract {
    @Test
    @Override
    protected void replacesNothingThatChangesDuringTheWrite() {
      gap(
          "compares too early",
          super::replacesNothingThatChangesDuringTheWrite,
          "what the other write has written");
    }

    @Test
    @Override
    protected void letsOneOf32ReplacingWritersWin() {
      gapAtTimes("several win sometimes");
    }
  }

  @Nested
  class Parts extends MultipartUploadsContract {
    @Test
    @Override
    protected void leavesNothingOfAnAbortedUpload() {
      gap(
          "accepts parts of an aborted upload",
          super::leavesNothingOfAnAbortedUpload,
          "what must fail on");
    }

    @Test
    @Override
    protected void completesOnce() {
      gap("completes again", super::completesOnce, "what must fail on");
    }
  }

  @Nested
  class Checksums extends OwnChecksumsContract {}

  @Nested
  class Copies extends ServerSideCopiesContract {}

  @Nested
  class Urls extends PresignedUrlsContract {}

  @Nested
  class KeptVersions extends VersionsContract {
    private void noVersions(Check check) {
      gap("501", check, "501 NotImplemented: Versioning is not supported");
    }

    @Test
    @Override
    protected void keepsWhatIsReplaced() {
      noVersions(super::keepsWhatIsReplaced);
    }

    @Test
    @Override
    protected void keepsWhatIsDeleted() {
      noVersions(super::keepsWhatIsDeleted);
    }

    @Test
    @Override
    protected void keepsNothingByDefault() {
      noVersions(super::keepsNothingByDefault);
    }

    @Test
    @Override
    protected void saysThatTheVersionDoesNotExist() {
      noVersions(super::saysThatTheVersionDoesNotExist);
    }

    @Test
    @Override
    protected void listsAllVersions() {
      noVersions(super::listsAllVersions);
    }

    @Test
    @Override
    protected void listsVersionsPageByPage() {
      noVersions(super::listsVersionsPageByPage);
    }

    @Test
    @Override
    protected void deletesAVersionForGood() {
      noVersions(super::deletesAVersionForGood);
    }

    @Test
    @Override
    protected void deletesAVersionTwice() {
      noVersions(super::deletesAVersionTwice);
    }

    @Test
    @Override
    protected void deletesTheOnlyVersion() {
      noVersions(super::deletesTheOnlyVersion);
    }

    @Test
    @Override
    protected void deletesABucketWithoutVersions() {
      noVersions(super::deletesABucketWithoutVersions);
    }
  }

  @Nested
  class AllBuckets extends BucketsContract {}
}
