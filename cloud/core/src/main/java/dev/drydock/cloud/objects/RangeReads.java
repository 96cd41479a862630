package dev.drydock.cloud.objects;

import java.io.InputStream;

/** Stores that give a part of an object. */
public interface RangeReads extends ObjectStore {
  /**
   * The bytes from an offset on: as many as asked for, or fewer where the object ends. The bytes
   * are not compared with a checksum, which is of the whole object.
   *
   * @param version the one expected, so that the parts of one reading are of one object; empty for
   *     whichever is there
   * @throws StorageException NOT_FOUND if object does not exist; PRECONDITION_FAILED if it is
   *     another version; FAILED if the offset is not before the object's end
   */
  InputStream get(String name, String version, long offset, long length) throws StorageException;
}
