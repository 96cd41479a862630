package dev.drydock.cluster.gcs.upload;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.drydock.cluster.gcs.resource.Generations;
import dev.drydock.cluster.gcs.resource.ObjectProperties;
import dev.drydock.cluster.gcs.resource.Resources;
import dev.drydock.cluster.gcs.store.BucketTable;
import dev.drydock.cluster.gcs.store.Checksums;
import dev.drydock.cluster.gcs.store.ContentWriter;
import dev.drydock.cluster.gcs.store.StagedContent;
import dev.drydock.cluster.gcs.store.Storage;
import dev.drydock.cluster.gcs.store.StoredBucket;
import dev.drydock.cluster.gcs.store.StoredObject;
import dev.drydock.cluster.gcs.store.Transaction;
import dev.drydock.cluster.google.ApiException;
import dev.drydock.cluster.google.ApiRequest;
import dev.drydock.cluster.google.Json;
import dev.drydock.cluster.google.Multipart;
import dev.drydock.cluster.google.Reply;
import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;

/**
 * Uploads in one request: {@code https://cloud.google.com/storage/docs/json_api/v1/objects/insert},
 * the bytes alone ({@code uploadType=media}) or after their metadata ({@code multipart}).
 */
public final class UploadsResource {
  private static final int BUFFER = 64 * 1024;

  private final Storage storage;

  public UploadsResource(Storage storage) {
    this.storage = storage;
  }

  /** {@code POST /upload/storage/v1/b/bucket/o?uploadType=media}. */
  public Reply media(ApiRequest request, String bucket) throws IOException, ApiException {
    UploadTarget target =
        UploadTarget.of(
            request, bucket, Json.object(), request.header("Content-Type").orElse(null));
    StagedContent staged = receive(request, request.body());
    return made(commit(staged, target, 0), request);
  }

  /** {@code POST /upload/storage/v1/b/bucket/o?uploadType=multipart}. */
  public Reply multipart(ApiRequest request, String bucket) throws IOException, ApiException {
    Multipart parts = Multipart.of(request);
    Multipart.Part metadata = part(parts);
    ObjectNode resource = Json.resource(metadata.body());
    Multipart.Part media = part(parts);
    UploadTarget target =
        UploadTarget.of(request, bucket, resource, media.headers().get("Content-Type"));
    StagedContent staged = receive(request, media.body());
    return made(commit(staged, target, 0), request);
  }

  private static Multipart.Part part(Multipart parts) throws IOException, ApiException {
    return parts
        .next()
        .orElseThrow(
            () ->
                new ApiException(
                    400, "badRequest", "A multipart upload has two parts: metadata and media."));
  }

  private static Reply made(Made made, ApiRequest request) {
    return Reply.json(200, Resources.object(made.bucket(), made.object(), request.baseUrl()));
  }

  /**
   * Stores all of the bytes.
   *
   * @throws IOException if the connection breaks before the end; nothing is kept then
   */
  public StagedContent receive(ApiRequest request, InputStream bytes)
      throws IOException, ApiException {
    long declared =
        ApiRequest.number("Content-Length", request.header("Content-Length").orElse("-1"));
    int size = declared >= 0 ? (int) Math.min(BUFFER, Math.max(declared, 1)) : BUFFER;
    byte[] buffer = new byte[size];
    try (ContentWriter writer = storage.writer(new Checksums(true))) {
      for (int count = bytes.read(buffer); count >= 0; count = bytes.read(buffer)) {
        writer.write(buffer, 0, count);
      }
      return writer.finish();
    }
  }

  /** An object and its bucket. */
  public record Made(StoredBucket bucket, StoredObject object) {}

  /**
   * Creates the object, or discards the bytes.
   *
   * @param components how many objects it is composed of, 0 if it is not composed
   * @throws ApiException 400 if a checksum does not match, 404 if the bucket does not exist, 412 if
   *     a precondition does not hold, 403 if the object before it must not be replaced
   */
  public Made commit(StagedContent staged, UploadTarget target, int components)
      throws IOException, ApiException {
    boolean made = false;
    try {
      target.expected().check(staged);
      Made result =
          storage.write(
              transaction -> {
                StoredBucket bucket = BucketTable.get(transaction.session(), target.bucket());
                return create(transaction, bucket, staged, target, components);
              });
      made = true;
      return result;
    } finally {
      if (!made) {
        storage.discard(staged);
      }
    }
  }

  static Made create(
      Transaction transaction,
      StoredBucket bucket,
      StagedContent staged,
      UploadTarget target,
      int components)
      throws SQLException, ApiException {
    StoredObject object =
        StoredObject.of(
            target.bucket(),
            target.name(),
            staged,
            components,
            ObjectProperties.ofNew(bucket, target.resource()));
    transaction.add(staged);
    return new Made(bucket, Generations.create(transaction, bucket, object, target.conditions()));
  }
}
