package dev.drydock.storage.transfer;

import dev.drydock.cloud.objects.Content;
import dev.drydock.cloud.objects.StorageException;
import dev.drydock.cloud.objects.StoredObject;
import dev.drydock.cloud.objects.VerifiedInputStream;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/**
 * The target for the parts of an object. Parts are numbered from 1, and several may be written at
 * the same time.
 */
interface PartSink {
  /**
   * Begins.
   *
   * @return an id by which a later run can resume
   */
  String begin() throws StorageException;

  /**
   * Resumes what an earlier run began.
   *
   * @param checks of the parts that the earlier run recorded
   * @return the numbers of the parts that are complete
   * @throws StorageException NOT_FOUND if there is nothing to resume
   */
  Set<Integer> resume(String id, Map<Integer, Integer> checks) throws StorageException;

  /** Writes a part and returns the check of its bytes. */
  int write(int number, long offset, Content content) throws StorageException;

  /**
   * Gives all bytes to a digest, in order.
   *
   * @return false if the bytes are not here
   */
  boolean digest(VerifiedInputStream.Digest digest) throws StorageException;

  /** Makes one object of the parts. Nobody has seen it before. */
  StoredObject complete() throws StorageException;

  /**
   * Removes what was begun.
   *
   * @param id empty if it is not known; then everything that was begun after a time is removed
   */
  void abandon(String id, Instant since) throws StorageException;

  /** Closes it. What is unfinished stays. */
  void close() throws StorageException;
}
