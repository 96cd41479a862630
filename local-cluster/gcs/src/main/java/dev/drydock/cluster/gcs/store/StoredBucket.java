package dev.drydock.cluster.gcs.store;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A bucket, as the index has it. Times are microseconds since 1970.
 *
 * @param properties what a client may set: {@link BucketProperties}
 * @param policy of IAM
 */
public record StoredBucket(
    String name,
    long metageneration,
    long created,
    long updated,
    ObjectNode properties,
    ObjectNode policy) {
  public boolean versioned() {
    return properties.path("versioning").path("enabled").asBoolean();
  }

  /** Seconds for which an object may not be deleted, 0 for none. */
  public long retentionSeconds() {
    return properties.path("retentionPolicy").path("retentionPeriod").asLong();
  }

  /** Seconds for which a deleted object can be restored, 0 for none. */
  public long softDeleteSeconds() {
    return properties.path("softDeletePolicy").path("retentionDurationSeconds").asLong();
  }

  public StoredBucket with(ObjectNode changedProperties, ObjectNode changedPolicy, long when) {
    return new StoredBucket(
        name, metageneration + 1, created, when, changedProperties, changedPolicy);
  }
}
