package dev.drydock.cloud.objects;

import java.util.Optional;

/**
 * Stores that tell of some objects a checksum of their own kind, which is no {@link Checksum}, such
 * as S3's ETag of an object of parts.
 */
public interface OwnChecksums extends ObjectStore {
  /**
   * What all bytes of an object, given to a digest in their order, have to come to.
   *
   * @param checksum what {@link VerifiedInputStream.Digest#hexadecimal} then is
   */
  record Expected(VerifiedInputStream.Digest digest, String checksum) {}

  /**
   * The checksum of an object; empty if the store tells none of this kind.
   *
   * @param version the one that is meant
   * @throws StorageException NOT_FOUND if object does not exist; PRECONDITION_FAILED if it is
   *     another version
   */
  Optional<Expected> expected(String name, String version) throws StorageException;
}
