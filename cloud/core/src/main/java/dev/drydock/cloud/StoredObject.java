package dev.drydock.cloud;

import java.time.Instant;

/**
 * What a store knows of one object.
 *
 * @param size in bytes
 * @param modified when it was written, by the store's clock; a write that has just returned may
 *     tell a second more or less than a later {@link ObjectStore#head}
 * @param version changes with every write of the name: S3's ETag, Cloud Storage's generation
 * @param checksum of the bytes, {@link Checksum#NONE} if the store tells none
 */
public record StoredObject(
    String name, long size, Instant modified, String version, Checksum checksum) {}
