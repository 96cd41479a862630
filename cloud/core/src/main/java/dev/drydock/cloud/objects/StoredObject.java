package dev.drydock.cloud.objects;

import java.time.Instant;
import java.util.List;

/**
 * What a store knows of one object.
 *
 * @param size in bytes
 * @param modified when it was written, by the store's clock; a write that has just returned may
 *     tell a second more or less than a later {@link ObjectStore#head}
 * @param version changes with every write of the name: S3's ETag, Cloud Storage's generation
 * @param checksums of the bytes, at most one of a kind, the one to compare copies by first; none if
 *     the store tells none
 */
public record StoredObject(
    String name, long size, Instant modified, String version, List<Checksum> checksums) {
  public StoredObject {
    checksums = List.copyOf(checksums);
  }

  /** What a store knows that tells one checksum, or {@link Checksum#NONE}. */
  public StoredObject(String name, long size, Instant modified, String version, Checksum checksum) {
    this(
        name,
        size,
        modified,
        version,
        checksum.algorithm() == Checksum.Algorithm.NONE ? List.of() : List.of(checksum));
  }

  /** The first of the checksums; {@link Checksum#NONE} if there is none. */
  public Checksum checksum() {
    return checksums.isEmpty() ? Checksum.NONE : checksums.get(0);
  }
}
