package dev.drydock.cloud.objects;

import java.io.Closeable;
import java.util.List;

/** The buckets of an account. */
public interface Buckets extends Closeable {
  /**
   * Makes a bucket.
   *
   * @throws StorageException ALREADY_EXISTS if the name is taken, by whomever
   */
  void create(String bucket) throws StorageException;

  /** The names of this account's buckets, sorted. */
  List<String> list() throws StorageException;

  /**
   * Removes an empty bucket.
   *
   * @throws StorageException NOT_FOUND if there is none; FAILED if it has objects
   */
  void delete(String bucket) throws StorageException;

  /** The objects of a bucket, which is not asked for before the first use. */
  ObjectStore open(String bucket);

  /** Ends the connections it holds, those of the stores that it opened too. */
  @Override
  void close();
}
