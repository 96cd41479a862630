package dev.drydock.cloud.objects;

/**
 * Stores that accept an object as one sequence of bytes which may be interrupted and resumed, also
 * by another process. The store keeps the session for a limited time, a week in Cloud Storage.
 */
public interface ResumableUploads extends ObjectStore {
  /**
   * Begins an upload.
   *
   * @return the session, for {@link #resume}. It is a secret: whoever has it can write the object
   */
  String beginSession(String name, long length) throws StorageException;

  /**
   * Sends the bytes that the store does not have yet, and ends the upload.
   *
   * @param content the whole object, from its first byte on
   * @throws StorageException NOT_FOUND if the session does not exist: begin another one
   */
  StoredObject resume(String name, String session, Content content) throws StorageException;

  /** Discards a session. It is not an error if the session does not exist. */
  void abandon(String name, String session) throws StorageException;
}
