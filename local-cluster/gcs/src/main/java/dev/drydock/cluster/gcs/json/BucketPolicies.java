package dev.drydock.cluster.gcs.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.drydock.cluster.gcs.store.BucketTable;
import dev.drydock.cluster.gcs.store.Storage;
import dev.drydock.cluster.gcs.store.StoredBucket;
import dev.drydock.cluster.google.ApiException;
import dev.drydock.cluster.google.ApiRequest;
import dev.drydock.cluster.google.Json;
import dev.drydock.cluster.google.Reply;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * IAM policies of buckets: {@code
 * https://cloud.google.com/storage/docs/json_api/v1/buckets/getIamPolicy} and its neighbours. They
 * are kept and returned, but have no effect: anyone with the key may do everything.
 */
public final class BucketPolicies {
  private final Storage storage;

  public BucketPolicies(Storage storage) {
    this.storage = storage;
  }

  /** The policy of a new bucket. */
  static ObjectNode initial() {
    ObjectNode policy = Json.object();
    policy.put("version", 1);
    policy.put("etag", etag(1));
    policy
        .putArray("bindings")
        .addObject()
        .put("role", "roles/storage.legacyBucketOwner")
        .putArray("members")
        .add("projectEditor:drydock")
        .add("projectOwner:drydock");
    return policy;
  }

  private static String etag(long metageneration) {
    return Base64.getEncoder()
        .encodeToString(Long.toString(metageneration).getBytes(StandardCharsets.US_ASCII));
  }

  /** {@code GET /b/bucket/iam}. */
  public Reply get(String name) throws IOException, ApiException {
    return Reply.json(200, resource(storage.read(session -> BucketTable.get(session, name))));
  }

  private static ObjectNode resource(StoredBucket bucket) {
    ObjectNode node = Json.object();
    node.put("kind", "storage#policy");
    node.put("resourceId", "projects/_/buckets/" + bucket.name());
    return node.setAll(bucket.policy());
  }

  /** {@code PUT /b/bucket/iam}. */
  public Reply set(ApiRequest request, String name) throws IOException, ApiException {
    ObjectNode wanted = request.resource();
    StoredBucket changed =
        storage.write(
            transaction -> {
              StoredBucket bucket = BucketTable.get(transaction.session(), name);
              String etag = wanted.path("etag").asText("");
              if (!etag.isEmpty() && !etag.equals(bucket.policy().path("etag").asText())) {
                throw new ApiException(
                    412, "conditionNotMet", "The policy has been changed since it was read.");
              }
              ObjectNode policy = wanted.deepCopy();
              policy.remove("kind");
              policy.remove("resourceId");
              policy.put("etag", etag(bucket.metageneration() + 1));
              if (!policy.has("version")) {
                policy.put("version", 1);
              }
              StoredBucket next = bucket.with(bucket.properties(), policy, transaction.tick());
              BucketTable.put(transaction.session(), next);
              return next;
            });
    return Reply.json(200, resource(changed));
  }

  /** {@code GET /b/bucket/iam/testPermissions}. */
  public Reply testPermissions(ApiRequest request, String name) throws IOException, ApiException {
    storage.read(session -> BucketTable.get(session, name));
    ObjectNode node = Json.object();
    node.put("kind", "storage#testIamPermissionsResponse");
    ArrayNode permissions = node.putArray("permissions");
    request.parameters("permissions").forEach(permissions::add);
    return Reply.json(200, node);
  }
}
