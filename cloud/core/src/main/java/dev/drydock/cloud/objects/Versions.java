package dev.drydock.cloud.objects;

import java.io.InputStream;
import java.util.List;

/**
 * Stores that can keep what a write replaces or a delete removes. The {@link StoredObject#version}
 * of what they list is the one that the methods here take, which in S3 is its version ID and not
 * the ETag. Of a server that knows no versions every method throws UNSUPPORTED.
 */
public interface Versions extends ObjectStore {
  /** Keeps versions from now on, or no longer. */
  void keepVersions(boolean keep) throws StorageException;

  /** All versions of a name, the newest first; empty if there never was one. */
  List<StoredObject> versions(String name) throws StorageException;

  /**
   * The bytes of one version.
   *
   * @throws StorageException NOT_FOUND if there is no such version
   */
  InputStream getVersion(String name, String version) throws StorageException;

  /**
   * A page of all that the store keeps under names with a prefix, in no order: what has to go
   * before the bucket can. Where a delete leaves a version without bytes, such as S3's delete
   * marker, that is in it too, with size 0.
   *
   * @param token as for {@link ObjectStore#list}
   */
  ListPage listVersions(String prefix, String token) throws StorageException;

  /**
   * Removes one version for good; that there is none is no error. What the name holds if it was the
   * newest differs: in S3 the version before, in Cloud Storage nothing.
   */
  void deleteVersion(String name, String version) throws StorageException;
}
