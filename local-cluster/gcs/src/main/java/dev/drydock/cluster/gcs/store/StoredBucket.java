package dev.drydock.cluster.gcs.store;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A bucket in the index. Times are microseconds since 1970.
 *
 * @param properties the fields that a client may set
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

  /** For how many seconds an object must not be deleted, 0 without a policy. */
  public long retentionSeconds() {
    return properties.path("retentionPolicy").path("retentionPeriod").asLong();
  }

  /** For how many seconds a deleted object can be restored, 0 without a policy. */
  public long softDeleteSeconds() {
    return properties.path("softDeletePolicy").path("retentionDurationSeconds").asLong();
  }

  public StoredBucket with(ObjectNode changedProperties, ObjectNode changedPolicy, long when) {
    return new StoredBucket(
        name, metageneration + 1, created, when, changedProperties, changedPolicy);
  }
}
