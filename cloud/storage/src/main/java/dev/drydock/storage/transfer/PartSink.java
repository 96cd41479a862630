package dev.drydock.storage.transfer;

import dev.drydock.cloud.objects.Content;
import dev.drydock.cloud.objects.StorageException;
import dev.drydock.cloud.objects.StoredObject;
import dev.drydock.cloud.objects.VerifiedInputStream;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/** Where the parts of one object go. Parts are numbered from 1; several may be written at once. */
interface PartSink {
  /**
   * Begins.
   *
   * @return what names the unfinished whole to a later run
   */
  String begin() throws StorageException;

  /**
   * Goes on with what an earlier run began.
   *
   * @param checks of the parts that the earlier run recorded
   * @return the numbers of the parts that are there
   * @throws StorageException NOT_FOUND if there is nothing to go on with
   */
  Set<Integer> resume(String id, Map<Integer, Integer> checks) throws StorageException;

  /** Writes a part and returns the check of its bytes. */
  int write(int number, long offset, Content content) throws StorageException;

  /**
   * Gives all bytes to a digest, in their order.
   *
   * @return false if it cannot, as they are not here
   */
  boolean digest(VerifiedInputStream.Digest digest) throws StorageException;

  /** Makes the parts the object, which nobody has seen so far. */
  StoredObject complete() throws StorageException;

  /**
   * Removes what was begun.
   *
   * @param id empty if it is not known: then what was begun since a time
   */
  void abandon(String id, Instant since) throws StorageException;

  /** Ends the use of it, of an unfinished whole too. */
  void close() throws StorageException;
}
