package dev.drydock.cluster.gcs.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.drydock.cluster.gcs.resource.BucketProperties;
import dev.drydock.cluster.gcs.resource.Names;
import dev.drydock.cluster.gcs.resource.Preconditions;
import dev.drydock.cluster.gcs.resource.Resources;
import dev.drydock.cluster.gcs.store.BucketTable;
import dev.drydock.cluster.gcs.store.ObjectTable;
import dev.drydock.cluster.gcs.store.Storage;
import dev.drydock.cluster.gcs.store.StoredBucket;
import dev.drydock.cluster.gcs.store.StoredObject;
import dev.drydock.cluster.google.ApiException;
import dev.drydock.cluster.google.ApiRequest;
import dev.drydock.cluster.google.Json;
import dev.drydock.cluster.google.Reply;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Buckets: {@code https://cloud.google.com/storage/docs/json_api/v1/buckets}. */
public final class BucketsResource {
  private static final int LARGEST_PAGE = 1000;

  private final Storage storage;

  public BucketsResource(Storage storage) {
    this.storage = storage;
  }

  /** {@code GET /b}. */
  public Reply list(ApiRequest request) throws IOException, ApiException {
    String prefix = request.parameter("prefix").orElse("");
    long wanted = request.number("maxResults").orElse((long) LARGEST_PAGE);
    int limit = wanted <= 0 ? LARGEST_PAGE : (int) Math.min(wanted, LARGEST_PAGE);
    String after = pageToken(request);
    List<StoredBucket> found =
        storage.read(session -> BucketTable.list(session, prefix, after, limit + 1));
    ObjectNode page = Json.object();
    page.put("kind", "storage#buckets");
    if (found.size() > limit) {
      byte[] last = found.get(limit - 1).name().getBytes(StandardCharsets.UTF_8);
      page.put("nextPageToken", Base64.getUrlEncoder().withoutPadding().encodeToString(last));
    }
    if (!found.isEmpty()) {
      ArrayNode items = page.putArray("items");
      found.stream()
          .limit(limit)
          .forEach(bucket -> items.add(Resources.bucket(bucket, request.baseUrl())));
    }
    return Reply.json(200, page);
  }

  private static String pageToken(ApiRequest request) throws ApiException {
    String token = request.parameter("pageToken").orElse("");
    try {
      return new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new ApiException(400, "invalid", "Invalid page token: " + token, e);
    }
  }

  /** {@code POST /b}. */
  public Reply insert(ApiRequest request) throws IOException, ApiException {
    if (request.parameter("project").orElse("").isEmpty()) {
      throw new ApiException(400, "required", "Required parameter: project");
    }
    ObjectNode resource = request.resource();
    String name = resource.path("name").asText("");
    if (name.isEmpty()) {
      throw new ApiException(400, "required", "Required parameter: name");
    }
    if (request.flag("enableObjectRetention")) {
      resource.putObject("objectRetention").put("mode", "Enabled");
    }
    StoredBucket made = create(name, resource);
    return Reply.json(200, Resources.bucket(made, request.baseUrl()));
  }

  /**
   * Creates a bucket.
   *
   * @throws ApiException 400 for invalid properties, 409 if the bucket exists
   */
  public StoredBucket create(String name, ObjectNode resource) throws IOException, ApiException {
    Names.checkBucket(name);
    return storage.write(
        transaction -> {
          if (BucketTable.find(transaction.session(), name).isPresent()) {
            throw new ApiException(
                409,
                "conflict",
                "Your previous request to create the named bucket succeeded and you already own"
                    + " it.");
          }
          long now = transaction.tick();
          StoredBucket bucket =
              new StoredBucket(
                  name,
                  1,
                  now,
                  now,
                  BucketProperties.ofNew(resource, now),
                  BucketPolicies.initial());
          BucketTable.put(transaction.session(), bucket);
          return bucket;
        });
  }

  /** {@code GET /b/bucket}. */
  public Reply get(ApiRequest request, String name) throws IOException, ApiException {
    StoredBucket bucket = storage.read(session -> BucketTable.get(session, name));
    Preconditions.of(request, "if").checkRead(bucket);
    return Reply.json(200, Resources.bucket(bucket, request.baseUrl()));
  }

  /** {@code PATCH /b/bucket} merges, {@code PUT /b/bucket} replaces. */
  public Reply change(ApiRequest request, String name, boolean replaces)
      throws IOException, ApiException {
    ObjectNode resource = request.resource();
    Preconditions conditions = Preconditions.of(request, "if");
    StoredBucket changed =
        storage.write(
            transaction -> {
              StoredBucket bucket = BucketTable.get(transaction.session(), name);
              conditions.checkChange(bucket);
              long now = transaction.tick();
              ObjectNode properties =
                  replaces
                      ? BucketProperties.updated(bucket.properties(), resource, now)
                      : BucketProperties.patched(bucket.properties(), resource, now);
              StoredBucket next = bucket.with(properties, bucket.policy(), now);
              BucketTable.put(transaction.session(), next);
              return next;
            });
    return Reply.json(200, Resources.bucket(changed, request.baseUrl()));
  }

  /** {@code DELETE /b/bucket}. */
  public Reply delete(ApiRequest request, String name) throws IOException, ApiException {
    Preconditions conditions = Preconditions.of(request, "if");
    return storage.write(
        transaction -> {
          conditions.checkChange(BucketTable.get(transaction.session(), name));
          if (ObjectTable.any(transaction.session(), name)) {
            throw new ApiException(409, "conflict", "The bucket you tried to delete is not empty.");
          }
          for (StoredObject object : ObjectTable.softDeleted(transaction.session(), name)) {
            transaction.remove(object);
          }
          BucketTable.delete(transaction.session(), name);
          return Reply.bare(204);
        });
  }

  /** {@code POST /b/bucket/lockRetentionPolicy}. */
  public Reply lockRetentionPolicy(ApiRequest request, String name)
      throws IOException, ApiException {
    Optional<Long> expected = request.number("ifMetagenerationMatch");
    if (expected.isEmpty()) {
      throw new ApiException(400, "required", "Required parameter: ifMetagenerationMatch");
    }
    Preconditions conditions = Preconditions.of(request, "if");
    StoredBucket locked =
        storage.write(
            transaction -> {
              StoredBucket bucket = BucketTable.get(transaction.session(), name);
              conditions.checkChange(bucket);
              if (bucket.retentionSeconds() == 0) {
                throw new ApiException(400, "invalid", "The bucket has no retention policy.");
              }
              ObjectNode properties = bucket.properties().deepCopy();
              properties.withObjectProperty("retentionPolicy").put("isLocked", true);
              StoredBucket next = bucket.with(properties, bucket.policy(), transaction.tick());
              BucketTable.put(transaction.session(), next);
              return next;
            });
    return Reply.json(200, Resources.bucket(locked, request.baseUrl()));
  }

  /** {@code GET /b/bucket/storageLayout}. */
  public Reply storageLayout(String name) throws IOException, ApiException {
    StoredBucket bucket = storage.read(session -> BucketTable.get(session, name));
    ObjectNode layout = Json.object();
    layout.put("kind", "storage#storageLayout");
    layout.put("bucket", name);
    layout.set("location", bucket.properties().get("location"));
    layout.set("locationType", bucket.properties().get("locationType"));
    layout.putObject("hierarchicalNamespace").put("enabled", false);
    return Reply.json(200, layout);
  }
}
