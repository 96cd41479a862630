package dev.drydock.cloud.google.storage;

import com.google.cloud.storage.BlobId;
import com.google.cloud.storage.Storage;
import dev.drydock.cloud.objects.StorageException;
import java.util.concurrent.Callable;

/** A bucket as the parts of its {@link CloudStorageObjectStore} call it. */
record CloudStorageBucket(CloudStorageConnection connection, String name) {
  Storage storage() {
    return connection.storage();
  }

  BlobId id(String object) {
    return BlobId.of(name, object);
  }

  /** The URL of an object, or of the bucket, for messages. */
  String url(String object) {
    return "gs://" + name + (object.isEmpty() ? "" : "/" + object);
  }

  /** What a call answers that is made again if it is worth it, or what it throws as ours. */
  <T> T ask(String object, Callable<T> call) throws StorageException {
    return once(object, () -> connection.retry(call));
  }

  /** The same of a call that is not to be made again as a whole. */
  <T> T once(String object, Callable<T> call) throws StorageException {
    return CloudStorageErrors.translated(url(object), call);
  }
}
