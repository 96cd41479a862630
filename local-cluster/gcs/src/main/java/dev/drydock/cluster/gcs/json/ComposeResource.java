package dev.drydock.cluster.gcs.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.drydock.cluster.gcs.resource.Names;
import dev.drydock.cluster.gcs.resource.Preconditions;
import dev.drydock.cluster.gcs.resource.Resources;
import dev.drydock.cluster.gcs.store.Checksums;
import dev.drydock.cluster.gcs.store.ContentWriter;
import dev.drydock.cluster.gcs.store.OpenObject;
import dev.drydock.cluster.gcs.store.StagedContent;
import dev.drydock.cluster.gcs.store.Storage;
import dev.drydock.cluster.gcs.store.StoredObject;
import dev.drydock.cluster.gcs.upload.ExpectedChecksums;
import dev.drydock.cluster.gcs.upload.UploadTarget;
import dev.drydock.cluster.gcs.upload.UploadsResource;
import dev.drydock.cluster.google.ApiException;
import dev.drydock.cluster.google.ApiRequest;
import dev.drydock.cluster.google.Json;
import dev.drydock.cluster.google.Reply;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Composes one object of several: {@code
 * https://cloud.google.com/storage/docs/json_api/v1/objects/compose}.
 */
public final class ComposeResource {
  private static final int MOST_SOURCES = 32;
  private static final int BUFFER = 128 * 1024;

  private final Storage storage;
  private final UploadsResource uploads;

  public ComposeResource(Storage storage, UploadsResource uploads) {
    this.storage = storage;
    this.uploads = uploads;
  }

  /** {@code POST /b/bucket/o/object/compose}. */
  public Reply compose(ApiRequest request, String bucket, String name)
      throws IOException, ApiException {
    ObjectNode body = request.resource();
    JsonNode sources = body.path("sourceObjects");
    if (sources.isEmpty()) {
      throw new ApiException(400, "required", "You must provide at least one source component.");
    }
    if (sources.size() > MOST_SOURCES) {
      throw new ApiException(
          400,
          "invalid",
          "The number of source components provided (%d) exceeds the maximum (%d)."
              .formatted(sources.size(), MOST_SOURCES));
    }
    Names.checkObject(name);
    ObjectNode resource =
        body.path("destination") instanceof ObjectNode node ? node.deepCopy() : Json.object();
    UploadTarget target =
        new UploadTarget(
            bucket,
            name,
            resource,
            Preconditions.of(request, "if"),
            new ExpectedChecksums(resource.path("crc32c").asText(null), null));
    int components = 0;
    StagedContent staged;
    // Cloud Storage does not know the MD5 of a composed object either.
    try (ContentWriter writer = storage.writer(new Checksums(false))) {
      byte[] buffer = new byte[BUFFER];
      for (JsonNode source : sources) {
        try (OpenObject open = open(bucket, source);
            InputStream bytes = new MediaReply.Stored(open)) {
          components += Math.max(1, open.object().components());
          for (int count = bytes.read(buffer); count >= 0; count = bytes.read(buffer)) {
            writer.write(buffer, 0, count);
          }
        }
      }
      staged = writer.finish();
    }
    UploadsResource.Made made = uploads.commit(staged, target, components);
    return Reply.json(200, Resources.object(made.bucket(), made.object(), request.baseUrl()));
  }

  private OpenObject open(String bucket, JsonNode source) throws IOException, ApiException {
    String name = source.path("name").asText();
    Optional<Long> generation =
        source.hasNonNull("generation")
            ? Optional.of(source.path("generation").asLong())
            : Optional.empty();
    JsonNode wanted = source.path("objectPreconditions").path("ifGenerationMatch");
    Preconditions conditions =
        new Preconditions(wanted.isMissingNode() ? null : wanted.asLong(), null, null, null);
    return storage.open(
        session -> {
          StoredObject object = ObjectsResource.find(session, bucket, name, generation);
          conditions.checkChange(Optional.of(object));
          return object;
        });
  }
}
