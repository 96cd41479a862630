package dev.drydock.cloud.objects;

import java.io.Closeable;
import java.io.InputStream;
import java.util.Optional;

/**
 * The objects of one bucket, or whatever else keeps bytes under names.
 *
 * <p>A name is 1 to 1,024 bytes of UTF-8 and is taken as it is: {@code a//b}, {@code x/../y} and
 * {@code a} are three objects, and a slash means nothing but a character. A write is seen whole or
 * not at all, and by every read that begins after it has returned. What only some stores can do is
 * an interface beside this one: {@link RangeReads}, {@link ConditionalWrites}, {@link
 * MultipartUploads}, {@link ResumableUploads}, {@link StreamWrites}, {@link ServerSideCopies},
 * {@link PresignedUrls}, {@link Versions}, {@link OwnChecksums}.
 *
 * <p>Methods may be called by many threads at once. They try again by themselves what is worth it;
 * what they throw is final and is a {@link StorageException} whose {@linkplain
 * StorageException#reason reason} is one of a few and whose message names the object's URL.
 */
public interface ObjectStore extends Closeable {
  /**
   * The URL of an object, such as {@code s3://bucket/name}, for people to read; that of the bucket
   * for an empty name.
   */
  String url(String name);

  /**
   * Writes an object, in place of one that has the name.
   *
   * @return what is stored now
   * @throws StorageException NOT_FOUND if bucket does not exist; CORRUPT if other bytes arrived
   *     than were sent, FAILED if the content has more or fewer bytes than its length: in both
   *     cases nothing has been written
   */
  StoredObject put(String name, Content content) throws StorageException;

  /** What is known of an object without its bytes; empty if there is none, or no bucket. */
  Optional<StoredObject> head(String name) throws StorageException;

  /**
   * The bytes of an object. The stream throws a {@link StorageException} with reason CORRUPT at its
   * end if they are not those that were stored, and never ends early without an exception.
   *
   * @throws StorageException NOT_FOUND if object does not exist
   */
  InputStream get(String name) throws StorageException;

  /**
   * A page of the objects whose name begins with a prefix, in the order of their names' UTF-8
   * bytes.
   *
   * @param prefix an empty one for all
   * @param token an empty one for the first page, else the {@linkplain ListPage#next next} of the
   *     page before
   */
  ListPage list(String prefix, String token) throws StorageException;

  /**
   * A page of one folder: of the names that begin with a prefix, the objects of those without a
   * slash behind it, and of the others only what they begin with, up to that slash, once each. What
   * is in such folders is not looked at, however much it is.
   *
   * @param prefix empty, or with a slash at its end
   * @param token as for {@link #list}
   */
  ListPage listFolder(String prefix, String token) throws StorageException;

  /** Removes an object; that there is none is no error. */
  void delete(String name) throws StorageException;

  /** Ends the connections it holds. */
  @Override
  void close();
}
