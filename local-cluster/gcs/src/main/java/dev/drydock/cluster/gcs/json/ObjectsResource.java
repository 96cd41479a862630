package dev.drydock.cluster.gcs.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.drydock.cluster.gcs.resource.Generations;
import dev.drydock.cluster.gcs.resource.ObjectProperties;
import dev.drydock.cluster.gcs.resource.Preconditions;
import dev.drydock.cluster.gcs.resource.Resources;
import dev.drydock.cluster.gcs.store.BucketTable;
import dev.drydock.cluster.gcs.store.ObjectTable;
import dev.drydock.cluster.gcs.store.OpenObject;
import dev.drydock.cluster.gcs.store.Session;
import dev.drydock.cluster.gcs.store.Storage;
import dev.drydock.cluster.gcs.store.StoredBucket;
import dev.drydock.cluster.gcs.store.StoredObject;
import dev.drydock.cluster.gcs.store.StoredObject.State;
import dev.drydock.cluster.google.ApiException;
import dev.drydock.cluster.google.ApiRequest;
import dev.drydock.cluster.google.Reply;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Optional;

/** Existing objects: {@code https://cloud.google.com/storage/docs/json_api/v1/objects}. */
public final class ObjectsResource {
  private final Storage storage;

  public ObjectsResource(Storage storage) {
    this.storage = storage;
  }

  /**
   * The live object, or one generation if it is given.
   *
   * @throws ApiException 404
   */
  public static StoredObject find(
      Session session, String bucket, String name, Optional<Long> generation)
      throws SQLException, ApiException {
    Optional<StoredObject> found =
        generation.isPresent()
            ? ObjectTable.generation(session, bucket, name, generation.get())
                .filter(object -> object.state() != State.SOFT_DELETED)
            : ObjectTable.live(session, bucket, name);
    if (found.isEmpty()) {
      // A missing bucket is the more useful error.
      BucketTable.get(session, bucket);
      throw notFound(bucket, name);
    }
    return found.get();
  }

  static ApiException notFound(String bucket, String name) {
    return new ApiException(404, "notFound", "No such object: " + bucket + "/" + name);
  }

  /** {@code GET /b/bucket/o}. */
  public Reply list(ApiRequest request, String bucketName) throws IOException, ApiException {
    return Reply.json(
        200,
        storage.read(
            session -> {
              StoredBucket bucket = BucketTable.get(session, bucketName);
              return new ObjectListing(bucket, request).read(session);
            }));
  }

  /** {@code GET /b/bucket/o/object}: the resource. */
  public Reply get(ApiRequest request, String bucketName, String name)
      throws IOException, ApiException {
    Preconditions conditions = Preconditions.of(request, "if");
    Optional<Long> generation = request.number("generation");
    boolean softDeleted = request.flag("softDeleted");
    if (softDeleted && generation.isEmpty()) {
      throw new ApiException(400, "required", "Required parameter: generation");
    }
    return storage.read(
        session -> {
          StoredObject object =
              softDeleted
                  ? softDeleted(session, bucketName, name, generation.get())
                  : find(session, bucketName, name, generation);
          conditions.checkRead(object);
          return resource(BucketTable.get(session, bucketName), object, request);
        });
  }

  private static StoredObject softDeleted(
      Session session, String bucket, String name, long generation)
      throws SQLException, ApiException {
    BucketTable.get(session, bucket);
    return ObjectTable.generation(session, bucket, name, generation)
        .filter(object -> object.state() == State.SOFT_DELETED)
        .orElseThrow(() -> notFound(bucket, name));
  }

  /** {@code GET /b/bucket/o/object?alt=media}: the bytes. */
  public Reply media(ApiRequest request, String bucketName, String name)
      throws IOException, ApiException {
    Preconditions conditions = Preconditions.of(request, "if");
    Optional<Long> generation = request.number("generation");
    OpenObject open =
        storage.open(
            session -> {
              StoredObject object = find(session, bucketName, name, generation);
              conditions.checkRead(object);
              return object;
            });
    return MediaReply.of(open, request);
  }

  /** {@code PATCH /b/bucket/o/object} merges, {@code PUT /b/bucket/o/object} replaces. */
  public Reply change(ApiRequest request, String bucketName, String name, boolean replaces)
      throws IOException, ApiException {
    ObjectNode resource = request.resource();
    Preconditions conditions = Preconditions.of(request, "if");
    Optional<Long> generation = request.number("generation");
    return storage.write(
        transaction -> {
          StoredBucket bucket = BucketTable.get(transaction.session(), bucketName);
          StoredObject object = find(transaction.session(), bucketName, name, generation);
          conditions.checkChange(Optional.of(object));
          long now = transaction.tick();
          ObjectNode properties =
              replaces
                  ? ObjectProperties.updated(object.properties(), resource, now)
                  : ObjectProperties.patched(object.properties(), resource, now);
          StoredObject changed = object.withProperties(properties, now);
          ObjectTable.put(transaction.session(), changed);
          return resource(bucket, changed, request);
        });
  }

  /** {@code DELETE /b/bucket/o/object}. */
  public Reply delete(ApiRequest request, String bucketName, String name)
      throws IOException, ApiException {
    delete(bucketName, name, request.number("generation"), Preconditions.of(request, "if"));
    return Reply.bare(204);
  }

  /** Deletes the live object, or one generation if it is given. */
  public void delete(
      String bucketName, String name, Optional<Long> generation, Preconditions conditions)
      throws IOException, ApiException {
    storage.write(
        transaction -> {
          StoredBucket bucket = BucketTable.get(transaction.session(), bucketName);
          StoredObject object = find(transaction.session(), bucketName, name, generation);
          conditions.checkChange(Optional.of(object));
          if (generation.isPresent()) {
            Generations.delete(transaction, bucket, object);
          } else {
            Generations.retire(transaction, bucket, object);
          }
          return object;
        });
  }

  /** {@code POST /b/bucket/o/object/restore}: restores a soft-deleted generation. */
  public Reply restore(ApiRequest request, String bucketName, String name)
      throws IOException, ApiException {
    Preconditions conditions = Preconditions.of(request, "if");
    long generation =
        request
            .number("generation")
            .orElseThrow(() -> new ApiException(400, "required", "Required parameter: generation"));
    return storage.write(
        transaction -> {
          StoredBucket bucket = BucketTable.get(transaction.session(), bucketName);
          StoredObject deleted = softDeleted(transaction.session(), bucketName, name, generation);
          StoredObject source = deleted.withContent(transaction.share(deleted));
          return resource(
              bucket, Generations.create(transaction, bucket, source, conditions), request);
        });
  }

  private static Reply resource(StoredBucket bucket, StoredObject object, ApiRequest request) {
    return Reply.json(200, Resources.object(bucket, object, request.baseUrl()));
  }
}
