package dev.drydock.cloud.objects;

import java.io.InputStream;

/** Stores that can read a part of an object. */
public interface RangeReads extends ObjectStore {
  /**
   * The bytes from an offset on: as many as requested, or fewer if the object ends before. They are
   * not verified, since the checksum is that of the whole object.
   *
   * @param version the expected version, so that several reads are of the same object; empty for
   *     any
   * @throws StorageException NOT_FOUND if the object does not exist; PRECONDITION_FAILED if it has
   *     another version; FAILED if the offset is at or after the end of the object
   */
  InputStream get(String name, String version, long offset, long length) throws StorageException;
}
