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
import dev.drydock.cluster.LocalCluster;
import dev.drydock.cluster.ServiceName;
import dev.drydock.cluster.junit.LocalClusterTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The S3 endpoint of the local cluster. */
@LocalClusterTest(ServiceName.S3)
class S3ObjectStoreS3ProxyIT {
  private static final String NO_VERSIONS = "501: keeps no versions";

  private static StorageServer server;

  @BeforeAll
  static void connect(LocalCluster cluster) throws Exception {
    server = new StorageServer("S3Proxy", S3TestConnections.to(cluster));
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
    protected void keepsDoubleSlashes() {
      gap("403", super::keepsDoubleSlashes, "/a//b: the store does not take this name");
    }

    @Test
    @Override
    protected void listsInTheOrderOfBytes() {
      gap("in the order of UTF-16", super::listsInTheOrderOfBytes, "in same order");
    }

    @Test
    @Override
    protected void keepsDots() {
      gap("400", super::keepsDots, "/x/../y: the store answers 400 InvalidRequest");
    }

    @Test
    @Override
    protected void keepsNamesOf1024Bytes() {
      gap(
          "400 above 218 bytes between slashes",
          super::keepsNamesOf1024Bytes,
          "the store answers 400 KeyTooLongError");
    }

    @Test
    @Override
    protected void keepsAnObjectBesideThoseBelowIt() {
      gap(
          "400: a folder or an object",
          super::keepsAnObjectBesideThoseBelowIt,
          "/a/: the store answers 400 InvalidRequest");
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

    @Test
    @Override
    protected void letsOneOf32ReplacingWritersWin() {
      gapAtTimes(
          50, "several win at times", super::letsOneOf32ReplacingWritersWin, "Expected size: 1");
    }
  }

  @Nested
  class Parts extends MultipartUploadsContract {
    @Override
    protected StorageServer server() {
      return server;
    }

    @Test
    @Override
    protected void leavesNothingOfAnAbortedUpload() {
      gap(
          "takes parts of an aborted upload",
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

    @Test
    @Override
    protected void keepsWhatIsReplaced() {
      gap(
          NO_VERSIONS,
          super::keepsWhatIsReplaced,
          "501 NotImplemented: Versioning is not supported");
    }

    @Test
    @Override
    protected void keepsWhatIsDeleted() {
      gap(
          NO_VERSIONS,
          super::keepsWhatIsDeleted,
          "501 NotImplemented: Versioning is not supported");
    }

    @Test
    @Override
    protected void keepsNothingUnlessTold() {
      gap(
          NO_VERSIONS,
          super::keepsNothingUnlessTold,
          "501 NotImplemented: Versioning is not supported");
    }

    @Test
    @Override
    protected void saysThatThereIsNoSuchVersion() {
      gap(
          NO_VERSIONS,
          super::saysThatThereIsNoSuchVersion,
          "501 NotImplemented: Versioning is not supported");
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
