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
import dev.drydock.testing.ServerUnderTest;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** fake-gcs-server with its objects in memory, if Go is installed to build it. */
@Tag("thorough")
class CloudStorageObjectStoreFakeGcsServerIT {
  @RegisterExtension
  static final ServerUnderTest<Buckets> SERVER = new ServerUnderTest<>("fake-gcs-server");

  private static FakeGcsServer process;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    process = FakeGcsServer.start(folder);
    SERVER.connect(CloudStorageBuckets.at(process.endpoint(), process.keyFile()));
  }

  @AfterAll
  static void end() throws Exception {
    if (process != null) {
      process.stop();
    }
  }

  @Nested
  class Objects extends ObjectStoreContract {
    @Test
    @Override
    protected void keepsNamesOf1024Bytes() {
      gap("loses Korean ones", super::keepsNamesOf1024Bytes, ": object does not exist");
    }

    @Test
    @Override
    protected void listsAFolderPageByPage() {
      gap(
          "all folders in one page",
          super::listsAFolderPageByPage,
          "to be less than or equal to 1000 but was 1050");
    }

    @Test
    @Override
    protected void refusesNamesOf1025Bytes() {
      gap("accepts them", super::refusesNamesOf1025Bytes, "what must fail on");
    }
  }

  @Nested
  class Ranges extends RangeReadsContract {
    @Test
    @Override
    protected void refusesAnotherVersion() {
      gap("reads another version", super::refusesAnotherVersion, "what must fail on");
    }
  }

  @Nested
  class Conditions extends ConditionalWritesContract {}

  @Nested
  class Sessions extends ResumableUploadsContract {
    private void statusQueryEnds(Check check, String message) {
      gap("a status query ends the upload", check, message);
    }

    @Test
    @Override
    protected void writesInOneGo() {
      statusQueryEnds(super::writesInOneGo, "the object was removed");
    }

    @Test
    @Override
    protected void continuesAfterAnInterruption() {
      statusQueryEnds(super::continuesAfterAnInterruption, "but was: []");
    }

    @Test
    @Override
    protected void refusesAnAbandonedSession() {
      statusQueryEnds(super::refusesAnAbandonedSession, "but was: CORRUPT");
    }

    @Test
    @Override
    protected void refusesContentThatIsTooShort() {
      statusQueryEnds(super::refusesContentThatIsTooShort, "Optional");
    }
  }

  @Nested
  class Streams extends StreamWritesContract {}

  @Nested
  class Copies extends ServerSideCopiesContract {
    @Test
    @Override
    protected void refusesAnotherVersion() {
      gap("copies another version", super::refusesAnotherVersion, "what must fail on");
    }
  }

  @Nested
  class Urls extends PresignedUrlsContract {
    private void noSignature(Check check, String message) {
      gap("checks no signature", check, message);
    }

    @Test
    @Override
    protected void refusesAnotherName() {
      noSignature(super::refusesAnotherName, "to be between");
    }

    @Test
    @Override
    protected void refusesAnotherMethod() {
      noSignature(super::refusesAnotherMethod, "to be between");
    }

    @Test
    @Override
    protected void expires() {
      noSignature(super::expires, "within 15 seconds");
    }
  }

  @Nested
  class KeptVersions extends VersionsContract {}

  @Nested
  class AllBuckets extends BucketsContract {
    @Test
    @Override
    protected void deletesOnlyEmptyBuckets() {
      gap("412 for 409", super::deletesOnlyEmptyBuckets, "object has changed");
    }
  }
}
