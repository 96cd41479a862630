package dev.drydock.cloud.objects;

import java.net.URI;
import java.time.Duration;

/** Stores that let whoever has a URL read or write one object for a time. */
public interface PresignedUrls extends ObjectStore {
  /**
   * A URL that answers GET with the object.
   *
   * @param validity at most seven days
   */
  URI presignGet(String name, Duration validity) throws StorageException;

  /** A URL that takes the object by PUT. */
  URI presignPut(String name, Duration validity) throws StorageException;
}
