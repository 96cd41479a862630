package dev.drydock.cloud.contracts;

import dev.drydock.cloud.Buckets;

/**
 * What the contracts run against.
 *
 * @param name heads its column in {@code docs/storage-fidelity.md}
 * @param buckets closed by whoever opened them
 */
public record StorageServer(String name, Buckets buckets) {}
