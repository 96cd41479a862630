package dev.drydock.cluster.gcs.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.drydock.cluster.gcs.store.StoredBucket;
import dev.drydock.cluster.gcs.store.StoredObject;
import dev.drydock.cluster.google.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/**
 * Buckets and objects in the shape that the JSON API shows: {@code
 * https://cloud.google.com/storage/docs/json_api/v1/buckets#resource} and {@code
 * …/v1/objects#resource}.
 */
public final class Resources {
  /** This server has one project. */
  private static final String PROJECT_NUMBER = "1";

  private Resources() {}

  public static ObjectNode bucket(StoredBucket bucket, String baseUrl) {
    ObjectNode node = Json.object();
    node.put("kind", "storage#bucket");
    node.put("id", bucket.name());
    node.put("selfLink", baseUrl + "/storage/v1/b/" + encode(bucket.name()));
    node.put("name", bucket.name());
    node.put("projectNumber", PROJECT_NUMBER);
    node.put("metageneration", Long.toString(bucket.metageneration()));
    node.put("etag", etag(0, bucket.metageneration()));
    node.put("timeCreated", Times.text(bucket.created()));
    node.put("updated", Times.text(bucket.updated()));
    return node.setAll(bucket.properties());
  }

  public static ObjectNode object(StoredBucket bucket, StoredObject object, String baseUrl) {
    String generation = Long.toString(object.generation());
    String path = "/storage/v1/b/" + encode(object.bucket()) + "/o/" + encode(object.name());
    ObjectNode node = Json.object();
    node.put("kind", "storage#object");
    node.put("id", object.bucket() + "/" + object.name() + "/" + generation);
    node.put("selfLink", baseUrl + path);
    node.put(
        "mediaLink", baseUrl + "/download" + path + "?generation=" + generation + "&alt=media");
    node.put("name", object.name());
    node.put("bucket", object.bucket());
    node.put("generation", generation);
    node.put("metageneration", Long.toString(object.metageneration()));
    node.put("size", Long.toString(object.size()));
    node.put("crc32c", object.crc32c());
    if (object.md5() != null) {
      node.put("md5Hash", object.md5());
    }
    if (object.components() > 0) {
      node.put("componentCount", object.components());
    }
    node.put("etag", etag(object.generation(), object.metageneration()));
    node.put("timeCreated", Times.text(object.created()));
    node.put("updated", Times.text(object.updated()));
    node.put("timeStorageClassUpdated", Times.text(object.created()));
    node.put("timeFinalized", Times.text(object.created()));
    putEnd(node, bucket, object);
    for (Map.Entry<String, JsonNode> field : object.properties().properties()) {
      if (field.getKey().equals("retention")) {
        ObjectNode retention = field.getValue().deepCopy();
        node.set("retention", retention.without(ObjectProperties.RETAINED));
      } else if (!field.getKey().equals(ObjectProperties.RELEASED)) {
        node.set(field.getKey(), field.getValue());
      }
    }
    return node;
  }

  private static void putEnd(ObjectNode node, StoredBucket bucket, StoredObject object) {
    switch (object.state()) {
      case LIVE -> {}
      case NONCURRENT -> node.put("timeDeleted", Times.text(object.deleted()));
      case SOFT_DELETED -> {
        node.put("softDeleteTime", Times.text(object.deleted()));
        node.put(
            "hardDeleteTime",
            Times.text(object.deleted() + bucket.softDeleteSeconds() * 1_000_000));
      }
    }
    long retained = Generations.retainedUntil(bucket, object);
    if (bucket.retentionSeconds() > 0 && !object.properties().path("eventBasedHold").asBoolean()) {
      node.put("retentionExpirationTime", Times.text(retained));
    }
  }

  /** An ETag, which changes with the bytes and with the metadata. */
  public static String etag(long generation, long metageneration) {
    String text = generation + "/" + metageneration;
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
  }

  /** A name as one segment of a path (RFC 3986, section 3.3). */
  public static String encode(String name) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
