package dev.drydock.cloud.objects;

import java.net.URI;
import java.time.Duration;

/** Stores that can give anyone who has a URL access to one object for a limited time. */
public interface PresignedUrls extends ObjectStore {
  /**
   * A URL that answers GET with the object.
   *
   * @param validity at most seven days
   */
  URI presignGet(String name, Duration validity) throws StorageException;

  /** A URL that accepts the object by PUT. */
  URI presignPut(String name, Duration validity) throws StorageException;
}
