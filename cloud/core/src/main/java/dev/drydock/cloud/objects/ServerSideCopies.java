package dev.drydock.cloud.objects;

/** Stores that copy within their provider, without the bytes passing through here. */
public interface ServerSideCopies extends ObjectStore {
  /**
   * Copies an object of another bucket, or of this one, of the same provider and account.
   *
   * @param version the version to copy
   * @throws StorageException NOT_FOUND if object does not exist; PRECONDITION_FAILED if it is
   *     another version
   */
  StoredObject copy(String sourceBucket, String sourceName, String version, String name)
      throws StorageException;
}
