package dev.drydock.cloud.objects;

/**
 * Stores that can write on the condition that an object is in an expected state. Of several writers
 * at the same time, one succeeds.
 */
public interface ConditionalWrites extends ObjectStore {
  /**
   * Writes an object that must not exist yet.
   *
   * @throws StorageException ALREADY_EXISTS if it does
   */
  StoredObject putIfAbsent(String name, Content content) throws StorageException;

  /**
   * Replaces an object, which must still have a version.
   *
   * @throws StorageException PRECONDITION_FAILED if it has another version or does not exist
   */
  StoredObject replace(String name, String version, Content content) throws StorageException;
}
