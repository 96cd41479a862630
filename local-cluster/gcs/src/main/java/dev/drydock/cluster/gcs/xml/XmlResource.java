package dev.drydock.cluster.gcs.xml;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.drydock.cluster.gcs.access.SignedUrl;
import dev.drydock.cluster.gcs.json.MediaReply;
import dev.drydock.cluster.gcs.json.ObjectsResource;
import dev.drydock.cluster.gcs.resource.Names;
import dev.drydock.cluster.gcs.resource.Preconditions;
import dev.drydock.cluster.gcs.resource.Resources;
import dev.drydock.cluster.gcs.store.OpenObject;
import dev.drydock.cluster.gcs.store.StagedContent;
import dev.drydock.cluster.gcs.store.Storage;
import dev.drydock.cluster.gcs.store.StoredObject;
import dev.drydock.cluster.gcs.upload.ExpectedChecksums;
import dev.drydock.cluster.gcs.upload.ResumableUploads;
import dev.drydock.cluster.gcs.upload.UploadTarget;
import dev.drydock.cluster.gcs.upload.UploadsResource;
import dev.drydock.cluster.google.ApiException;
import dev.drydock.cluster.google.ApiRequest;
import dev.drydock.cluster.google.Json;
import dev.drydock.cluster.google.Reply;
import java.io.IOException;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One object at {@code /bucket/object}: the part of the XML API that signed URLs need, and that
 * some clients use to read bytes. {@code
 * https://cloud.google.com/storage/docs/xml-api/reference-methods}.
 */
public final class XmlResource {
  private static final String METADATA = "x-goog-meta-";

  private static final Map<String, String> HEADERS =
      Map.of(
          "Cache-Control", "cacheControl",
          "Content-Disposition", "contentDisposition",
          "Content-Encoding", "contentEncoding",
          "Content-Language", "contentLanguage",
          "Content-Type", "contentType",
          "x-goog-storage-class", "storageClass",
          "x-goog-custom-time", "customTime");

  private final Storage storage;
  private final ObjectsResource objects;
  private final UploadsResource uploads;
  private final ResumableUploads resumable;

  public XmlResource(
      Storage storage,
      ObjectsResource objects,
      UploadsResource uploads,
      ResumableUploads resumable) {
    this.storage = storage;
    this.objects = objects;
    this.uploads = uploads;
    this.resumable = resumable;
  }

  /** Answers a request whose path is a bucket, a slash and an object. */
  public Reply answer(ApiRequest request) throws IOException, ApiException {
    int slash = request.path().indexOf('/', 1);
    if (slash < 0 || slash + 1 == request.path().length()) {
      throw new ApiException(
          501, "notImplemented", "This server has no buckets in the XML API: use the JSON API.");
    }
    String bucket = ApiRequest.decode(request.path().substring(1, slash), false);
    String name = ApiRequest.decode(request.path().substring(slash + 1), false);
    Optional<String> upload = request.parameter("upload_id");
    return switch (request.method()) {
      case "GET" -> get(request, bucket, name);
      case "HEAD" -> withoutBody(get(request, bucket, name));
      case "PUT" ->
          upload.isPresent()
              ? inXml(resumable.put(request, upload.get()))
              : put(request, bucket, name);
      case "POST" -> start(request, bucket, name);
      case "DELETE" -> {
        if (upload.isPresent()) {
          yield resumable.cancel(upload.get());
        }
        objects.delete(
            bucket, name, request.number("generation"), Preconditions.ofHeaders(request));
        yield Reply.bare(204);
      }
      default ->
          throw new ApiException(
              405,
              "methodNotAllowed",
              "The specified method is not allowed against this resource.");
    };
  }

  private Reply get(ApiRequest request, String bucket, String name)
      throws IOException, ApiException {
    Preconditions conditions = Preconditions.ofHeaders(request);
    Optional<Long> generation = request.number("generation");
    OpenObject open =
        storage.open(
            session -> {
              StoredObject object = ObjectsResource.find(session, bucket, name, generation);
              conditions.checkRead(object);
              checkTag(request, object);
              return object;
            });
    Reply reply = MediaReply.of(open, request);
    StoredObject object = open.object();
    reply.header("Accept-Ranges", "bytes");
    reply.header(
        "Last-Modified",
        DateTimeFormatter.RFC_1123_DATE_TIME.format(
            Instant.ofEpochMilli(object.updated() / 1000).atZone(ZoneOffset.UTC)));
    for (Map.Entry<String, JsonNode> entry : object.properties().path("metadata").properties()) {
      reply.header(METADATA + entry.getKey(), entry.getValue().asText());
    }
    request.parameter("response-content-type").ifPresent(v -> reply.header("Content-Type", v));
    request
        .parameter("response-content-disposition")
        .ifPresent(v -> reply.header("Content-Disposition", v));
    return reply;
  }

  private static void checkTag(ApiRequest request, StoredObject object) throws ApiException {
    String tag = "\"" + Resources.etag(object.generation(), object.metageneration()) + "\"";
    if (request.header("If-None-Match").orElse("").contains(tag)) {
      throw new ApiException(304, "conditionNotMet", "Not modified.");
    }
    Optional<String> wanted = request.header("If-Match");
    if (wanted.isPresent() && !wanted.get().contains(tag) && !wanted.get().equals("*")) {
      throw new ApiException(
          412, "conditionNotMet", "At least one of the pre-conditions you specified did not hold.");
    }
  }

  private static Reply withoutBody(Reply reply) throws IOException {
    try (reply) {
      Reply bare = Reply.bare(reply.status());
      reply.headers().forEach(bare::header);
      return bare;
    }
  }

  private Reply put(ApiRequest request, String bucket, String name)
      throws IOException, ApiException {
    if (request.header("x-goog-copy-source").isPresent()) {
      throw new ApiException(
          501, "notImplemented", "This server makes no copies in the XML API: use the JSON API.");
    }
    UploadTarget target = target(request, bucket, name);
    StoredObject made = uploads.commit(receive(request), target, 0).object();
    Reply reply = Reply.empty(200);
    reply.header("ETag", "\"" + Resources.etag(made.generation(), made.metageneration()) + "\"");
    reply.header("X-Goog-Generation", Long.toString(made.generation()));
    reply.header("X-Goog-Metageneration", Long.toString(made.metageneration()));
    reply.header("X-Goog-Stored-Content-Length", Long.toString(made.size()));
    return reply.header("X-Goog-Hash", "crc32c=" + made.crc32c() + ",md5=" + made.md5());
  }

  /**
   * Stores the body. If a hash of the body was signed, the bytes must have it.
   *
   * @throws ApiException 400 if they have another hash
   */
  private StagedContent receive(ApiRequest request) throws IOException, ApiException {
    String signed = request.header(SignedUrl.CONTENT_HASH).orElse(SignedUrl.UNSIGNED_PAYLOAD);
    if (signed.equals(SignedUrl.UNSIGNED_PAYLOAD)) {
      return uploads.receive(request, request.body());
    }
    MessageDigest digest = SignedUrl.sha256();
    StagedContent staged = uploads.receive(request, new DigestInputStream(request.body(), digest));
    String actual = HexFormat.of().formatHex(digest.digest());
    if (!actual.equalsIgnoreCase(signed)) {
      storage.discard(staged);
      throw new ApiException(
          400,
          "invalid",
          "Provided SHA-256 \"%s\" doesn't match calculated SHA-256 \"%s\"."
              .formatted(signed, actual));
    }
    return staged;
  }

  private static UploadTarget target(ApiRequest request, String bucket, String name)
      throws ApiException {
    Names.checkObject(name);
    ObjectNode resource = Json.object();
    HEADERS.forEach(
        (header, property) ->
            request.header(header).ifPresent(value -> resource.put(property, value)));
    Map<String, String> metadata = new LinkedHashMap<>();
    request
        .headers()
        .forEach(
            (header, value) -> {
              if (header.toLowerCase(Locale.ROOT).startsWith(METADATA)) {
                metadata.put(header.substring(METADATA.length()).toLowerCase(Locale.ROOT), value);
              }
            });
    if (!metadata.isEmpty()) {
      ObjectNode node = resource.putObject("metadata");
      metadata.forEach(node::put);
    }
    return new UploadTarget(
        bucket,
        name,
        resource,
        Preconditions.ofHeaders(request),
        ExpectedChecksums.ofHeaders(request));
  }

  /** {@code POST /bucket/object} with {@code x-goog-resumable: start}. */
  private Reply start(ApiRequest request, String bucket, String name)
      throws IOException, ApiException {
    if (!request.header("x-goog-resumable").orElse("").equals("start")) {
      throw new ApiException(
          501,
          "notImplemented",
          "This server implements POST in the XML API only with x-goog-resumable: start.");
    }
    String id = resumable.start(request, target(request, bucket, name));
    return Reply.empty(201)
        .header("Location", request.baseUrl() + request.path() + "?upload_id=" + id);
  }

  /** The XML API returns nothing about a new object. */
  private static Reply inXml(Reply reply) throws IOException {
    return reply.status() == 200 ? withoutJson(reply) : reply;
  }

  private static Reply withoutJson(Reply reply) throws IOException {
    try (reply) {
      return Reply.empty(200);
    }
  }
}
