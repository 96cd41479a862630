package dev.drydock.cluster.gcs.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.drydock.cluster.gcs.resource.Generations;
import dev.drydock.cluster.gcs.resource.Names;
import dev.drydock.cluster.gcs.resource.ObjectProperties;
import dev.drydock.cluster.gcs.resource.Preconditions;
import dev.drydock.cluster.gcs.resource.Resources;
import dev.drydock.cluster.gcs.store.BucketTable;
import dev.drydock.cluster.gcs.store.Session;
import dev.drydock.cluster.gcs.store.Storage;
import dev.drydock.cluster.gcs.store.StoredBucket;
import dev.drydock.cluster.gcs.store.StoredObject;
import dev.drydock.cluster.gcs.store.Transaction;
import dev.drydock.cluster.gcs.upload.UploadsResource;
import dev.drydock.cluster.google.ApiException;
import dev.drydock.cluster.google.ApiRequest;
import dev.drydock.cluster.google.Json;
import dev.drydock.cluster.google.Reply;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Copies that the server makes by itself: {@code
 * https://cloud.google.com/storage/docs/json_api/v1/objects/copy}, {@code …/rewrite} and {@code
 * …/move}. The bytes of an object never change, so a copy of a large object shares its file.
 */
public final class CopiesResource {
  private static final long MEBIBYTE = 1 << 20;

  private final Storage storage;

  public CopiesResource(Storage storage) {
    this.storage = storage;
  }

  /** An object in a path. */
  public record Place(String bucket, String name) {}

  /** {@code POST /b/bucket/o/object/copyTo/b/bucket/o/object}. */
  public Reply copy(ApiRequest request, Place from, Place to) throws IOException, ApiException {
    Copy copy = new Copy(request, from, to, request.number("sourceGeneration"));
    UploadsResource.Made made = storage.write(copy::make);
    return Reply.json(200, Resources.object(made.bucket(), made.object(), request.baseUrl()));
  }

  /**
   * {@code POST /b/bucket/o/object/rewriteTo/b/bucket/o/object}. With {@code
   * maxBytesRewrittenPerCall} it takes as many calls as Google's server does.
   */
  public Reply rewrite(ApiRequest request, Place from, Place to) throws IOException, ApiException {
    long most = request.number("maxBytesRewrittenPerCall").orElse(Long.MAX_VALUE);
    if (most <= 0 || (most != Long.MAX_VALUE && most % MEBIBYTE != 0)) {
      throw new ApiException(
          400, "invalid", "maxBytesRewrittenPerCall must be a multiple of 1 MiB.");
    }
    Optional<String> token = request.parameter("rewriteToken").filter(text -> !text.isEmpty());
    Rewrite before = token.isPresent() ? Rewrite.parse(token.get(), from, to) : null;
    Optional<Long> generation =
        before == null ? request.number("sourceGeneration") : Optional.of(before.generation());
    Copy copy = new Copy(request, from, to, generation);
    ObjectNode node = Json.object();
    node.put("kind", "storage#rewriteResponse");
    return storage.write(
        transaction -> {
          StoredObject source = copy.source(transaction.session());
          long done = before == null ? 0 : before.done();
          long now = most >= source.size() - done ? source.size() : done + most;
          node.put("totalBytesRewritten", Long.toString(now));
          node.put("objectSize", Long.toString(source.size()));
          node.put("done", now == source.size());
          if (now == source.size()) {
            UploadsResource.Made made = copy.make(transaction);
            node.set("resource", Resources.object(made.bucket(), made.object(), request.baseUrl()));
          } else {
            node.put("rewriteToken", new Rewrite(source.generation(), now).token(from, to));
          }
          return Reply.json(200, node);
        });
  }

  /** {@code POST /b/bucket/o/object/moveTo/o/object}. */
  public Reply move(ApiRequest request, Place from, Place to) throws IOException, ApiException {
    Copy copy = new Copy(request, from, to, Optional.empty());
    return storage.write(
        transaction -> {
          StoredObject source = copy.source(transaction.session());
          UploadsResource.Made made = copy.make(transaction);
          if (!from.equals(to)) {
            Generations.retire(transaction, made.bucket(), source);
          }
          return Reply.json(200, Resources.object(made.bucket(), made.object(), request.baseUrl()));
        });
  }

  /** The copy that a call asks for. */
  private static final class Copy {
    private final Place from;
    private final Place to;
    private final Optional<Long> generation;
    private final ObjectNode resource;
    private final Preconditions conditions;
    private final Preconditions sourceConditions;

    Copy(ApiRequest request, Place from, Place to, Optional<Long> generation)
        throws IOException, ApiException {
      Names.checkObject(to.name());
      this.from = from;
      this.to = to;
      this.generation = generation;
      resource = request.resource();
      conditions = Preconditions.of(request, "if");
      sourceConditions = Preconditions.of(request, "ifSource");
    }

    StoredObject source(Session session) throws SQLException, ApiException {
      StoredObject source = ObjectsResource.find(session, from.bucket(), from.name(), generation);
      sourceConditions.checkChange(Optional.of(source));
      return source;
    }

    UploadsResource.Made make(Transaction transaction) throws SQLException, ApiException {
      StoredObject source = source(transaction.session());
      StoredBucket bucket = BucketTable.get(transaction.session(), to.bucket());
      StoredObject object =
          source
              .withContent(transaction.share(source))
              .as(to.bucket(), to.name(), 0, properties(bucket, source));
      return new UploadsResource.Made(
          bucket, Generations.create(transaction, bucket, object, conditions));
    }

    /** The properties in the request if it has any, else those of the source. */
    private ObjectNode properties(StoredBucket bucket, StoredObject source) throws ApiException {
      ObjectNode wanted = resource.deepCopy();
      wanted.remove(List.of("kind", "id", "name", "bucket", "generation", "metageneration"));
      if (!wanted.isEmpty()) {
        return ObjectProperties.ofNew(bucket, wanted);
      }
      ObjectNode copied = source.properties().deepCopy();
      copied.remove(
          List.of(
              "eventBasedHold",
              "temporaryHold",
              "retention",
              "storageClass",
              "customTime",
              ObjectProperties.RELEASED));
      return ObjectProperties.ofNew(bucket, copied);
    }
  }

  /** The progress of a rewrite. It is in the token, so the server keeps nothing between calls. */
  private record Rewrite(long generation, long done) {
    String token(Place from, Place to) {
      ObjectNode node = Json.object();
      node.put("generation", generation).put("done", done);
      node.put("from", from.toString()).put("to", to.toString());
      return Base64.getUrlEncoder().withoutPadding().encodeToString(Json.bytes(node));
    }

    static Rewrite parse(String token, Place from, Place to) throws ApiException {
      try {
        byte[] bytes = Base64.getUrlDecoder().decode(token);
        JsonNode node = Json.parse(new String(bytes, StandardCharsets.UTF_8));
        if (node.path("from").asText().equals(from.toString())
            && node.path("to").asText().equals(to.toString())) {
          return new Rewrite(node.path("generation").asLong(), node.path("done").asLong());
        }
      } catch (IllegalArgumentException e) {
        throw new ApiException(400, "invalid", "Invalid rewriteToken.", e);
      }
      throw new ApiException(400, "invalid", "The rewriteToken belongs to another rewrite.");
    }
  }
}
