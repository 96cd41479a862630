package dev.drydock.cluster.gcs.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.drydock.cluster.google.ApiException;
import dev.drydock.cluster.google.Json;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The properties of a bucket that a client may set: the writable fields of {@code
 * https://cloud.google.com/storage/docs/json_api/v1/buckets#resource}. They are kept as given.
 * Lifecycle rules, CORS and logging are returned but have no effect.
 */
public final class BucketProperties {
  private static final Set<String> WRITABLE =
      Set.of(
          "autoclass",
          "billing",
          "cors",
          "defaultEventBasedHold",
          "encryption",
          "iamConfiguration",
          "labels",
          "lifecycle",
          "logging",
          "objectRetention",
          "retentionPolicy",
          "rpo",
          "softDeletePolicy",
          "storageClass",
          "versioning",
          "website");
  private static final Set<String> MULTI_REGIONS = Set.of("US", "EU", "ASIA");

  private BucketProperties() {}

  /** The properties of a new bucket. */
  public static ObjectNode ofNew(ObjectNode resource, long now) throws ApiException {
    if (resource.path("hierarchicalNamespace").path("enabled").asBoolean()) {
      throw new ApiException(501, "notImplemented", "Hierarchical namespaces are not implemented.");
    }
    ObjectNode properties = Json.object();
    String location = resource.path("location").asText("US").toUpperCase(Locale.ROOT);
    properties.put("location", location);
    properties.put("locationType", locationType(location, resource));
    if (resource.has("customPlacementConfig")) {
      properties.set("customPlacementConfig", resource.get("customPlacementConfig"));
    }
    properties.put("storageClass", "STANDARD");
    return patched(properties, resource, now);
  }

  private static String locationType(String location, ObjectNode resource) {
    if (MULTI_REGIONS.contains(location) && !resource.has("customPlacementConfig")) {
      return "multi-region";
    }
    return location.contains("-") ? "region" : "dual-region";
  }

  /** The properties after {@code update}, which replaces everything. */
  public static ObjectNode updated(ObjectNode current, ObjectNode resource, long now)
      throws ApiException {
    ObjectNode changes = resource.deepCopy();
    for (String field : WRITABLE) {
      boolean kept = field.equals("storageClass") || field.equals("iamConfiguration");
      if (current.has(field) && !changes.has(field) && !kept) {
        changes.putNull(field);
      }
    }
    if (changes.has("labels")) {
      current = current.deepCopy();
      current.remove("labels");
    }
    return patched(current, changes, now);
  }

  /** The properties after {@code patch}, which is merged in (RFC 7396). */
  public static ObjectNode patched(ObjectNode current, ObjectNode resource, long now)
      throws ApiException {
    ObjectNode changes = resource.deepCopy();
    changes.retain(WRITABLE);
    checkRetention(current, changes, now);
    ObjectNode properties = current.deepCopy();
    merge(properties, changes);
    StorageClasses.check(properties);
    setAccess(properties);
    return properties;
  }

  private static void merge(ObjectNode target, ObjectNode changes) {
    for (Map.Entry<String, JsonNode> field : changes.properties()) {
      if (field.getValue().isNull()) {
        target.remove(field.getKey());
      } else if (field.getValue() instanceof ObjectNode below) {
        ObjectNode existing =
            target.get(field.getKey()) instanceof ObjectNode node
                ? node
                : target.putObject(field.getKey());
        merge(existing, below);
      } else {
        target.set(field.getKey(), field.getValue());
      }
    }
  }

  private static void checkRetention(ObjectNode current, ObjectNode changes, long now)
      throws ApiException {
    if (!changes.has("retentionPolicy")) {
      return;
    }
    JsonNode before = current.path("retentionPolicy");
    long period = changes.path("retentionPolicy").path("retentionPeriod").asLong();
    if (before.path("isLocked").asBoolean() && period < before.path("retentionPeriod").asLong()) {
      throw new ApiException(
          403, "forbidden", "The retention policy is locked: it can only be made longer.");
    }
    if (changes.get("retentionPolicy") instanceof ObjectNode policy) {
      if (period <= 0) {
        throw new ApiException(400, "invalid", "Invalid value for retentionPolicy.retentionPeriod");
      }
      policy.put("retentionPeriod", Long.toString(period));
      policy.put("effectiveTime", Times.text(now));
      policy.remove("isLocked");
    }
  }

  /** Anyone with the key may do everything. Objects have no access control lists. */
  private static void setAccess(ObjectNode properties) throws ApiException {
    ObjectNode access = properties.withObjectProperty("iamConfiguration");
    if (access.path("uniformBucketLevelAccess").has("enabled")
        && !access.path("uniformBucketLevelAccess").path("enabled").asBoolean()) {
      throw new ApiException(
          501,
          "notImplemented",
          "Access control lists are not implemented: uniform bucket-level access is always on.");
    }
    access.withObjectProperty("uniformBucketLevelAccess").put("enabled", true);
    access.withObjectProperty("bucketPolicyOnly").put("enabled", true);
    if (!access.has("publicAccessPrevention")) {
      access.put("publicAccessPrevention", "inherited");
    }
  }
}
