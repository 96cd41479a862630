package dev.drydock.cloud.objects;

/**
 * Stores that take an object in one sequence of bytes which may be interrupted and continued, by
 * another process too, for as long as the store keeps the session (a week in Cloud Storage).
 */
public interface ResumableUploads extends ObjectStore {
  /**
   * Begins an upload.
   *
   * @return what names the session to {@link #resume}; a secret, as who has it may write the object
   */
  String beginSession(String name, long length) throws StorageException;

  /**
   * Sends what the store has not yet, and so ends the upload.
   *
   * @param content all of the object, from its first byte
   * @throws StorageException NOT_FOUND if there is no such session: begin again
   */
  StoredObject resume(String name, String session, Content content) throws StorageException;

  /** Gives up a session; that there is none is no error. */
  void abandon(String name, String session) throws StorageException;
}
