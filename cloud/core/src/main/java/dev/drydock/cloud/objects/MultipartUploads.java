package dev.drydock.cloud.objects;

import java.time.Instant;
import java.util.List;

/**
 * Stores that accept an object in numbered parts. Several parts can be sent at the same time, and
 * become the object when the upload is completed. An upload that is neither completed nor aborted
 * stays in the store, and reads and listings do not show it.
 */
public interface MultipartUploads extends ObjectStore {
  /**
   * An upload that has begun.
   *
   * @param started when it began
   */
  record Upload(String name, String id, Instant started) {}

  /**
   * A part that the store has.
   *
   * @param number starting with 1
   * @param size in bytes
   * @param tag the store's name for it
   * @param checksum of its bytes; NONE if the store does not know it
   */
  record Part(int number, long size, String tag, Checksum checksum) {}

  /** The minimum size of every part but the last, in bytes. */
  long minimumPartSize();

  /** The highest number of a part. */
  int maximumParts();

  /**
   * Begins an upload.
   *
   * @param partSize the size in bytes of every part but the last, which may be smaller. The store
   *     keeps it with the object, since S3's ETag can be verified only by those who know it
   */
  Upload beginUpload(String name, long partSize) throws StorageException;

  /** Writes a part. It replaces a part with the same number. */
  Part putPart(Upload upload, int number, Content content) throws StorageException;

  /** The parts that an upload has, by number. They need not be sent again. */
  List<Part> parts(Upload upload) throws StorageException;

  /**
   * Makes one object of the parts.
   *
   * @param parts all of them, by number
   * @throws StorageException NOT_FOUND if the upload has already been completed or aborted
   */
  StoredObject complete(Upload upload, List<Part> parts) throws StorageException;

  /** Discards an upload and its parts. It is not an error if the upload does not exist. */
  void abort(Upload upload) throws StorageException;

  /** Uploads that have begun but not ended, of names with a prefix. */
  List<Upload> unfinished(String prefix) throws StorageException;
}
