package dev.drydock.cloud.objects;

import java.io.InputStream;

/** Stores that take an object whose length nobody knows before its end. */
public interface StreamWrites extends ObjectStore {
  /**
   * Writes an object of all bytes that a stream gives, in place of one that has the name.
   *
   * @param bytes read once and not closed
   * @return what is stored now
   * @throws StorageException NOT_FOUND if bucket does not exist; CORRUPT if other bytes arrived
   *     than were sent, FAILED if the stream cannot be read: in both cases nothing has been written
   */
  StoredObject put(String name, InputStream bytes) throws StorageException;
}
