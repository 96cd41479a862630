package dev.drydock.cloud.objects;

import java.time.Instant;
import java.util.List;

/**
 * Stores that take an object in numbered parts, several at once, which become the object when the
 * upload is completed. An upload that is neither completed nor aborted stays, unseen by reads and
 * listings.
 */
public interface MultipartUploads extends ObjectStore {
  /**
   * A begun upload.
   *
   * @param started when it was begun
   */
  record Upload(String name, String id, Instant started) {}

  /**
   * A part that the store holds.
   *
   * @param number from 1
   * @param size in bytes
   * @param tag what the store calls it
   * @param checksum of its bytes, if the store tells it
   */
  record Part(int number, long size, String tag, Checksum checksum) {}

  /** Bytes that every part but the last must have at least. */
  long minimumPartSize();

  /** The highest number of a part. */
  int maximumParts();

  /**
   * Begins an upload.
   *
   * @param partSize the bytes of every part but the last, which may be shorter; the store keeps it
   *     with the object, as S3's ETag can be compared with the bytes by who knows it only
   */
  Upload beginUpload(String name, long partSize) throws StorageException;

  /** Writes a part, in place of one that has the number. */
  Part putPart(Upload upload, int number, Content content) throws StorageException;

  /** The parts that an upload holds, by number: what need not be sent again. */
  List<Part> parts(Upload upload) throws StorageException;

  /**
   * Makes the parts one object.
   *
   * @param parts all of them, by number
   * @throws StorageException NOT_FOUND if the upload was completed or aborted before
   */
  StoredObject complete(Upload upload, List<Part> parts) throws StorageException;

  /** Gives up an upload and its parts; that there is none is no error. */
  void abort(Upload upload) throws StorageException;

  /** Uploads that were begun and not ended, of names with a prefix. */
  List<Upload> unfinished(String prefix) throws StorageException;
}
