package dev.drydock.cloud.google.storage;

import com.google.cloud.storage.BlobId;
import com.google.cloud.storage.Storage;
import dev.drydock.cloud.objects.StorageException;
import java.util.concurrent.Callable;

/** A bucket as the parts of {@link CloudStorageObjectStore} use it. */
record CloudStorageBucket(CloudStorageConnection connection, String name) {
  Storage storage() {
    return connection.storage();
  }

  BlobId id(String object) {
    return BlobId.of(name, object);
  }

  /** The URL of an object, for messages; that of the bucket for an empty name. */
  String url(String object) {
    return "gs://" + name + (object.isEmpty() ? "" : "/" + object);
  }

  /** Makes a call with retries, and translates its exceptions. */
  <T> T ask(String object, Callable<T> call) throws StorageException {
    return once(object, () -> connection.retry(call));
  }

  /** Makes a call that must not be retried as a whole, and translates its exceptions. */
  <T> T once(String object, Callable<T> call) throws StorageException {
    return CloudStorageErrors.translated(url(object), call);
  }
}
