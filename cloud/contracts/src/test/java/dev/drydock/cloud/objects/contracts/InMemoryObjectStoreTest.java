package dev.drydock.cloud.objects.contracts;

import dev.drydock.cloud.objects.Buckets;
import dev.drydock.cloud.objects.InMemoryBuckets;
import dev.drydock.testing.ServerUnderTest;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.RegisterExtension;

class InMemoryObjectStoreTest {
  @RegisterExtension
  static final ServerUnderTest<Buckets> SERVER = new ServerUnderTest<>("in memory");

  @BeforeAll
  static void connect() {
    SERVER.connect(new InMemoryBuckets());
  }

  @Nested
  class Objects extends ObjectStoreContract {}

  @Nested
  class Ranges extends RangeReadsContract {}

  @Nested
  class Conditions extends ConditionalWritesContract {}

  @Nested
  class Parts extends MultipartUploadsContract {}

  @Nested
  class Streams extends StreamWritesContract {}

  @Nested
  class Copies extends ServerSideCopiesContract {}

  @Nested
  class KeptVersions extends VersionsContract {}

  @Nested
  class AllBuckets extends BucketsContract {}
}
