package dev.drydock.cloud;

import java.io.InputStream;
import java.util.List;

/**
 * Stores that can keep what a write replaces or a delete removes. The {@link StoredObject#version}
 * of what they list is the one that {@link #getVersion} takes, which in S3 is its version ID and
 * not the ETag.
 */
public interface Versions {
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
}
