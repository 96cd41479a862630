package dev.drydock.cloud.objects;

import java.io.InputStream;
import java.util.List;

/**
 * Stores that can keep what a write replaces or a delete removes. The {@link StoredObject#version}
 * that they list is the one that the methods here expect. In S3 that is the version ID and not the
 * ETag. On a server without versions every method throws UNSUPPORTED.
 */
public interface Versions extends ObjectStore {
  /** Starts or stops keeping versions. */
  void keepVersions(boolean keep) throws StorageException;

  /** All versions of a name, the newest first; empty if there are none. */
  List<StoredObject> versions(String name) throws StorageException;

  /**
   * The bytes of a version.
   *
   * @throws StorageException NOT_FOUND if the version does not exist
   */
  InputStream getVersion(String name, String version) throws StorageException;

  /**
   * A page of all versions of all names with a prefix, in no order. They have to be deleted before
   * the bucket can be. A deletion that the store keeps as a version without bytes, such as S3's
   * delete marker, is included with the size 0.
   *
   * @param token as for {@link ObjectStore#list}
   */
  ListPage listVersions(String prefix, String token) throws StorageException;

  /**
   * Deletes a version for good. It is not an error if the version does not exist. If it was the
   * newest, the name then has the version before it in S3, and none in Cloud Storage.
   */
  void deleteVersion(String name, String version) throws StorageException;
}
