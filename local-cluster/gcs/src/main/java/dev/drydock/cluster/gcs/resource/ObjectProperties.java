package dev.drydock.cluster.gcs.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.drydock.cluster.gcs.store.StoredBucket;
import dev.drydock.cluster.google.ApiException;
import dev.drydock.cluster.google.Json;
import java.util.Map;
import java.util.Set;

/**
 * The properties of an object that a client may set: the writable fields of {@code
 * https://cloud.google.com/storage/docs/json_api/v1/objects#resource}.
 */
public final class ObjectProperties {
  /** When an event-based hold was released, in microseconds. Clients do not see it. */
  public static final String RELEASED = "_holdReleased";

  /** {@code retainUntilTime} of {@code retention} in microseconds. Clients do not see it. */
  static final String RETAINED = "_retainUntil";

  private static final Set<String> TEXTS =
      Set.of(
          "cacheControl",
          "contentDisposition",
          "contentEncoding",
          "contentLanguage",
          "contentType",
          "customTime",
          "storageClass");
  private static final Set<String> FLAGS = Set.of("eventBasedHold", "temporaryHold");

  private ObjectProperties() {}

  /** The properties of a new object, from the resource that its client sent. */
  public static ObjectNode ofNew(StoredBucket bucket, ObjectNode resource) throws ApiException {
    ObjectNode properties = patched(Json.object(), resource, 0);
    if (!properties.has("storageClass")) {
      properties.put("storageClass", bucket.properties().path("storageClass").asText());
    }
    return properties;
  }

  /** The properties after {@code update}, which replaces everything. */
  public static ObjectNode updated(ObjectNode current, ObjectNode resource, long now)
      throws ApiException {
    ObjectNode kept = Json.object();
    for (String field : new String[] {"storageClass", "retention", "eventBasedHold", RELEASED}) {
      if (current.has(field)) {
        kept.set(field, current.get(field));
      }
    }
    if (!resource.has("eventBasedHold") && kept.has("eventBasedHold")) {
      resource.put("eventBasedHold", false);
    }
    return patched(kept, resource, now);
  }

  /** The properties after {@code patch}: null removes a field, and an absent field stays. */
  public static ObjectNode patched(ObjectNode current, ObjectNode resource, long now)
      throws ApiException {
    ObjectNode properties = current.deepCopy();
    for (Map.Entry<String, JsonNode> field : resource.properties()) {
      String name = field.getKey();
      JsonNode value = field.getValue();
      if (TEXTS.contains(name)) {
        put(properties, name, value, value.isTextual());
      } else if (FLAGS.contains(name)) {
        noteRelease(properties, name, value, now);
        put(properties, name, value, value.isBoolean());
      } else if (name.equals("metadata")) {
        patchMetadata(properties, value);
      } else if (name.equals("retention")) {
        putRetention(properties, value);
      } else if (name.equals("acl") && value.size() > 0) {
        throw new ApiException(
            400,
            "invalid",
            "Cannot use ACL API: uniform bucket-level access is enabled for all buckets here.");
      }
    }
    if (properties.has("customTime")) {
      Times.parse("customTime", properties.get("customTime").asText());
    }
    StorageClasses.check(properties);
    return properties;
  }

  private static void put(ObjectNode properties, String name, JsonNode value, boolean fits)
      throws ApiException {
    if (value.isNull()) {
      properties.remove(name);
    } else if (fits) {
      properties.set(name, value);
    } else {
      throw new ApiException(400, "invalid", "Invalid value for " + name + ": " + value);
    }
  }

  private static void noteRelease(ObjectNode properties, String name, JsonNode value, long now) {
    if (name.equals("eventBasedHold") && properties.path(name).asBoolean() && !value.asBoolean()) {
      properties.put(RELEASED, now);
    }
  }

  private static void patchMetadata(ObjectNode properties, JsonNode value) throws ApiException {
    if (value.isNull()) {
      properties.remove("metadata");
      return;
    }
    if (!value.isObject()) {
      throw new ApiException(400, "invalid", "Invalid value for metadata: not an object");
    }
    ObjectNode metadata = properties.withObjectProperty("metadata");
    for (Map.Entry<String, JsonNode> entry : value.properties()) {
      if (entry.getValue().isNull()) {
        metadata.remove(entry.getKey());
      } else if (entry.getValue().isValueNode()) {
        metadata.put(entry.getKey(), entry.getValue().asText());
      } else {
        throw new ApiException(
            400, "invalid", "Invalid value for metadata." + entry.getKey() + ": not a string");
      }
    }
    if (metadata.isEmpty()) {
      properties.remove("metadata");
    }
  }

  private static void putRetention(ObjectNode properties, JsonNode value) throws ApiException {
    if (properties.path("retention").path("mode").asText().equals("Locked")) {
      throw new ApiException(
          403, "forbidden", "The retention of this object is locked and cannot be changed.");
    }
    if (value.isNull() || value.isEmpty()) {
      properties.remove("retention");
      return;
    }
    String until = value.path("retainUntilTime").asText();
    String mode = value.path("mode").asText();
    if (!mode.equals("Locked") && !mode.equals("Unlocked")) {
      throw new ApiException(400, "invalid", "Invalid value for retention.mode: " + mode);
    }
    long micros = Times.parse("retention.retainUntilTime", until);
    properties
        .putObject("retention")
        .put("mode", mode)
        .put("retainUntilTime", until)
        .put(RETAINED, micros);
  }
}
