package dev.drydock.cloud.objects;

import java.io.Closeable;
import java.io.InputStream;
import java.util.Optional;

/**
 * The objects of one bucket, or of anything else that keeps bytes under names.
 *
 * <p>A name has 1 to 1,024 bytes of UTF-8 and is never changed: {@code a//b}, {@code x/../y} and
 * {@code a} are three objects, and a slash is a character like any other. A write is visible as a
 * whole or not at all, and visible to every read that begins after the write has returned. What
 * only some stores can do is in interfaces that extend this one: {@link RangeReads}, {@link
 * ConditionalWrites}, {@link MultipartUploads}, {@link ResumableUploads}, {@link StreamWrites},
 * {@link ServerSideCopies}, {@link PresignedUrls}, {@link Versions}, {@link OwnChecksums}.
 *
 * <p>Methods may be called by many threads at the same time. They retry what may succeed when
 * retried. What they throw is final: a {@link StorageException} with one of a few {@linkplain
 * StorageException#reason reasons} and a message that names the URL of the object.
 */
public interface ObjectStore extends Closeable {
  /**
   * The URL of an object, such as {@code s3://bucket/name}, for people to read. For an empty name,
   * the URL of the bucket.
   */
  String url(String name);

  /**
   * Writes an object. It replaces an object with the same name.
   *
   * @return what is stored now
   * @throws StorageException NOT_FOUND if the bucket does not exist; CORRUPT if the bytes were
   *     changed in transit; FAILED if the content has more or fewer bytes than its length. In the
   *     last two cases nothing was written
   */
  StoredObject put(String name, Content content) throws StorageException;

  /** What the store knows about an object; empty if the object or the bucket does not exist. */
  Optional<StoredObject> head(String name) throws StorageException;

  /**
   * The bytes of an object. At its end the stream throws a {@link StorageException} with the reason
   * CORRUPT if they are not the stored bytes. It never ends early without an exception.
   *
   * @throws StorageException NOT_FOUND if the object does not exist
   */
  InputStream get(String name) throws StorageException;

  /**
   * A page of the objects whose names begin with a prefix, in the order of the UTF-8 bytes of their
   * names.
   *
   * @param prefix empty for all objects
   * @param token empty for the first page; otherwise {@link ListPage#next} of the previous page
   */
  ListPage list(String prefix, String token) throws StorageException;

  /**
   * A page of one folder: the objects directly in it, and the names of the folders in it, each
   * once. How much is in those folders makes no difference.
   *
   * @param prefix empty, or ending with a slash
   * @param token as for {@link #list}
   */
  ListPage listFolder(String prefix, String token) throws StorageException;

  /** Deletes an object. It is not an error if the object does not exist. */
  void delete(String name) throws StorageException;

  /** Closes the connections. */
  @Override
  void close();
}
