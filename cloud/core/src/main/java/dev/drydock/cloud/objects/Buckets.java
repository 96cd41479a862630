package dev.drydock.cloud.objects;

import java.io.Closeable;
import java.util.List;

/** The buckets of an account. */
public interface Buckets extends Closeable {
  /**
   * Creates a bucket.
   *
   * @throws StorageException ALREADY_EXISTS if anybody has a bucket of this name
   */
  void create(String bucket) throws StorageException;

  /** The names of this account's buckets, sorted. */
  List<String> list() throws StorageException;

  /**
   * Deletes an empty bucket.
   *
   * @throws StorageException NOT_FOUND if it does not exist; FAILED if it is not empty
   */
  void delete(String bucket) throws StorageException;

  /** The objects of a bucket. Whether the bucket exists is not checked before the first use. */
  ObjectStore open(String bucket);

  /** Closes the connections, including those of the stores that this opened. */
  @Override
  void close();
}
