package dev.drydock.cloud.objects;

import java.util.Optional;

/**
 * Stores that have a checksum of their own kind for some objects, such as S3's ETag of an object in
 * parts. It is not a {@link Checksum}.
 */
public interface OwnChecksums extends ObjectStore {
  /**
   * How to verify an object.
   *
   * @param digest to be given all bytes of the object, in order
   * @param checksum what {@link VerifiedInputStream.Digest#hexadecimal} must then be
   */
  record Expected(VerifiedInputStream.Digest digest, String checksum) {}

  /**
   * The checksum of an object; empty if the store has none of this kind.
   *
   * @param version the expected version
   * @throws StorageException NOT_FOUND if the object does not exist; PRECONDITION_FAILED if it has
   *     another version
   */
  Optional<Expected> expected(String name, String version) throws StorageException;
}
