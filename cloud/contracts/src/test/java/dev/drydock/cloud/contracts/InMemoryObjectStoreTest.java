package dev.drydock.cloud.contracts;

import dev.drydock.cloud.Buckets;
import dev.drydock.cloud.InMemoryBuckets;
import org.junit.jupiter.api.Nested;

class InMemoryObjectStoreTest {
  private static final Buckets BUCKETS = new InMemoryBuckets();
  private static final StorageServer SERVER = new StorageServer("in memory", BUCKETS);

  @Nested
  class Objects extends ObjectStoreContract {
    @Override
    protected StorageServer server() {
      return SERVER;
    }
  }

  @Nested
  class Ranges extends RangeReadsContract {
    @Override
    protected StorageServer server() {
      return SERVER;
    }
  }

  @Nested
  class Conditions extends ConditionalWritesContract {
    @Override
    protected StorageServer server() {
      return SERVER;
    }
  }

  @Nested
  class Parts extends MultipartUploadsContract {
    @Override
    protected StorageServer server() {
      return SERVER;
    }
  }

  @Nested
  class Streams extends StreamWritesContract {
    @Override
    protected StorageServer server() {
      return SERVER;
    }
  }

  @Nested
  class Copies extends ServerSideCopiesContract {
    @Override
    protected StorageServer server() {
      return SERVER;
    }
  }

  @Nested
  class KeptVersions extends VersionsContract {
    @Override
    protected StorageServer server() {
      return SERVER;
    }
  }

  @Nested
  class AllBuckets extends BucketsContract {
    @Override
    protected StorageServer server() {
      return SERVER;
    }
  }
}
