package dev.drydock.cloud.objects;

import java.time.Instant;
import java.util.List;

/**
 * What a store knows about an object.
 *
 * @param size in bytes
 * @param modified when it was written, by the store's clock. The result of a write may differ by a
 *     second from a later {@link ObjectStore#head}
 * @param version changes with every write of the name: S3's ETag, Cloud Storage's generation
 * @param checksums of the bytes, at most one of each kind. The first is the one to compare copies
 *     by. Empty if the store knows none
 */
public record StoredObject(
    String name, long size, Instant modified, String version, List<Checksum> checksums) {
  public StoredObject {
    checksums = List.copyOf(checksums);
  }

  /** An object with one checksum, or with {@link Checksum#NONE}. */
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
