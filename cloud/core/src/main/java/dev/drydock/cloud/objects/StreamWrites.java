package dev.drydock.cloud.objects;

import java.io.InputStream;

/** Stores that accept an object whose length is not known before its end. */
public interface StreamWrites extends ObjectStore {
  /**
   * Writes all bytes of a stream as an object. It replaces an object with the same name.
   *
   * @param bytes read once and not closed
   * @return what is stored now
   * @throws StorageException NOT_FOUND if the bucket does not exist; CORRUPT if the bytes were
   *     changed in transit; FAILED if the stream cannot be read. In the last two cases nothing was
   *     written
   */
  StoredObject put(String name, InputStream bytes) throws StorageException;
}
