package dev.drydock.cloud.objects;

/** Stores that copy objects within their provider, so that the bytes do not pass through here. */
public interface ServerSideCopies extends ObjectStore {
  /**
   * Copies an object of this bucket, or of another one of the same provider and account.
   *
   * @param version the version to copy
   * @throws StorageException NOT_FOUND if the object does not exist; PRECONDITION_FAILED if it has
   *     another version
   */
  StoredObject copy(String sourceBucket, String sourceName, String version, String name)
      throws StorageException;
}
