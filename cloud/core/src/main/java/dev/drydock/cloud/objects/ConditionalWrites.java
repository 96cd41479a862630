package dev.drydock.cloud.objects;

/** Stores that write only if the name is in an expected state; of writers at once, one wins. */
public interface ConditionalWrites extends ObjectStore {
  /**
   * Writes an object that must not be there yet.
   *
   * @throws StorageException ALREADY_EXISTS if it is
   */
  StoredObject putIfAbsent(String name, Content content) throws StorageException;

  /**
   * Replaces an object that must still be a version.
   *
   * @throws StorageException PRECONDITION_FAILED if it is another one, or none is there
   */
  StoredObject replace(String name, String version, Content content) throws StorageException;
}
