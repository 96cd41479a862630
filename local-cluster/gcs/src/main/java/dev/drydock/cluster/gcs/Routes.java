package dev.drydock.cluster.gcs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.drydock.cluster.gcs.access.ApiPaths;
import dev.drydock.cluster.gcs.access.Authenticator;
import dev.drydock.cluster.gcs.json.BucketPolicies;
import dev.drydock.cluster.gcs.json.BucketsResource;
import dev.drydock.cluster.gcs.json.ComposeResource;
import dev.drydock.cluster.gcs.json.CopiesResource;
import dev.drydock.cluster.gcs.json.HmacKeysResource;
import dev.drydock.cluster.gcs.json.ObjectsResource;
import dev.drydock.cluster.gcs.resource.Resources;
import dev.drydock.cluster.gcs.store.Storage;
import dev.drydock.cluster.gcs.upload.ResumableUploads;
import dev.drydock.cluster.gcs.upload.UploadTarget;
import dev.drydock.cluster.gcs.upload.UploadsResource;
import dev.drydock.cluster.gcs.xml.XmlResource;
import dev.drydock.cluster.google.ApiException;
import dev.drydock.cluster.google.ApiRequest;
import dev.drydock.cluster.google.Batch;
import dev.drydock.cluster.google.ErrorReply;
import dev.drydock.cluster.google.FieldMask;
import dev.drydock.cluster.google.Json;
import dev.drydock.cluster.google.Reply;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Which resource answers a request: the paths of {@code …/storage/docs/json_api/v1}. */
final class Routes {
  private final BucketsResource buckets;
  private final BucketPolicies policies;
  private final ObjectsResource objects;
  private final UploadsResource uploads;
  private final ResumableUploads resumable;
  private final CopiesResource copies;
  private final ComposeResource compose;
  private final HmacKeysResource hmacKeys;
  private final Batch batch;
  private final XmlResource xml;

  Routes(Storage storage, Authenticator authenticator) {
    buckets = new BucketsResource(storage);
    policies = new BucketPolicies(storage);
    objects = new ObjectsResource(storage);
    uploads = new UploadsResource(storage);
    resumable = new ResumableUploads(storage);
    copies = new CopiesResource(storage);
    compose = new ComposeResource(storage, uploads);
    hmacKeys = new HmacKeysResource(storage);
    batch = new Batch("/storage/v1", authenticator::checkCall, this::call);
    xml = new XmlResource(storage, objects, uploads, resumable);
  }

  BucketsResource buckets() {
    return buckets;
  }

  ResumableUploads resumable() {
    return resumable;
  }

  /** The reply, which may be an error. */
  private Reply call(ApiRequest request) throws IOException {
    try {
      return answer(request);
    } catch (ApiException e) {
      return ErrorReply.of(e);
    }
  }

  /** The reply with the fields that the client asks for. */
  Reply answer(ApiRequest request) throws IOException, ApiException {
    Optional<String> fields = request.parameter("fields").filter(text -> !text.isEmpty());
    FieldMask mask = fields.isPresent() ? FieldMask.parse(fields.get()) : null;
    Reply reply = ApiPaths.isJson(request.path()) ? json(request) : xml.answer(request);
    return mask == null ? reply : reply.select(mask);
  }

  private Reply json(ApiRequest request) throws IOException, ApiException {
    List<String> path = request.segments();
    return switch (path.get(0)) {
      case "batch" -> batch.answer(request);
      case "upload" -> upload(request, path.subList(3, path.size()));
      case "resumable" -> upload(request, path.subList(4, path.size()));
      case "download" -> download(request, path.subList(3, path.size()));
      default -> storage(request, path.subList(2, path.size()));
    };
  }

  /** Uploads go to {@code b/bucket/o}. */
  private Reply upload(ApiRequest request, List<String> path) throws IOException, ApiException {
    Optional<String> id = request.parameter("upload_id");
    if (id.isPresent()) {
      return request.method().equals("DELETE")
          ? resumable.cancel(id.get())
          : resumable.put(request, id.get());
    }
    if (path.size() != 3 || !path.get(0).equals("b") || !path.get(2).equals("o")) {
      throw notFound(request);
    }
    String bucket = path.get(1);
    String type = request.parameter("uploadType").orElse("");
    return switch (type) {
      case "media" -> uploads.media(request, bucket);
      case "multipart" -> uploads.multipart(request, bucket);
      case "resumable" -> start(request, bucket);
      default -> throw new ApiException(400, "invalid", "Invalid uploadType: " + type);
    };
  }

  private Reply start(ApiRequest request, String bucket) throws IOException, ApiException {
    ObjectNode resource = request.resource();
    String type = request.header("X-Upload-Content-Type").orElse(null);
    UploadTarget target = UploadTarget.of(request, bucket, resource, type);
    String id = resumable.start(request, target);
    String location =
        request.baseUrl()
            + "/upload/storage/v1/b/"
            + Resources.encode(bucket)
            + "/o?uploadType=resumable&name="
            + Resources.encode(target.name())
            + "&upload_id="
            + id;
    return Reply.empty(200).header("Location", location).header("X-GUploader-UploadID", id);
  }

  private Reply download(ApiRequest request, List<String> path) throws IOException, ApiException {
    boolean fits = path.size() == 4 && path.get(0).equals("b") && path.get(2).equals("o");
    if (!fits || !request.method().equals("GET")) {
      throw notFound(request);
    }
    return objects.media(request, path.get(1), path.get(3));
  }

  private Reply storage(ApiRequest request, List<String> path) throws IOException, ApiException {
    int length = path.size();
    if (length >= 3 && path.get(0).equals("projects")) {
      return project(request, path.get(1), path.subList(2, length));
    }
    if (length == 0 || !path.get(0).equals("b")) {
      throw notFound(request);
    }
    if (length == 1) {
      return switch (request.method()) {
        case "GET" -> buckets.list(request);
        case "POST" -> buckets.insert(request);
        default -> throw notAllowed(request);
      };
    }
    String bucket = path.get(1);
    if (length == 2) {
      return switch (request.method()) {
        case "GET" -> buckets.get(request, bucket);
        case "PATCH" -> buckets.change(request, bucket, false);
        case "PUT" -> buckets.change(request, bucket, true);
        case "DELETE" -> buckets.delete(request, bucket);
        default -> throw notAllowed(request);
      };
    }
    if (path.get(2).equals("o")) {
      return length == 3
          ? collection(request, bucket)
          : object(request, bucket, path.get(3), path.subList(4, length));
    }
    return ofBucket(request, bucket, String.join("/", path.subList(2, length)));
  }

  private Reply ofBucket(ApiRequest request, String bucket, String what)
      throws IOException, ApiException {
    return switch (request.method() + " " + what) {
      case "GET iam" -> policies.get(bucket);
      case "PUT iam" -> policies.set(request, bucket);
      case "GET iam/testPermissions" -> policies.testPermissions(request, bucket);
      case "POST lockRetentionPolicy" -> buckets.lockRetentionPolicy(request, bucket);
      case "GET storageLayout" -> buckets.storageLayout(bucket);
      default -> throw unsupported(request);
    };
  }

  private Reply collection(ApiRequest request, String bucket) throws IOException, ApiException {
    return switch (request.method()) {
      case "GET" -> objects.list(request, bucket);
      case "POST" ->
          throw new ApiException(
              400, "required", "Create objects at /upload/storage/v1 with an uploadType.");
      default -> throw notAllowed(request);
    };
  }

  private Reply object(ApiRequest request, String bucket, String name, List<String> rest)
      throws IOException, ApiException {
    if (rest.isEmpty()) {
      return switch (request.method()) {
        case "GET" ->
            request.parameter("alt").orElse("").equals("media")
                ? objects.media(request, bucket, name)
                : objects.get(request, bucket, name);
        case "PATCH" -> objects.change(request, bucket, name, false);
        case "PUT" -> objects.change(request, bucket, name, true);
        case "DELETE" -> objects.delete(request, bucket, name);
        default -> throw notAllowed(request);
      };
    }
    if (!request.method().equals("POST")) {
      throw unsupported(request);
    }
    CopiesResource.Place from = new CopiesResource.Place(bucket, name);
    return switch (rest.get(0)) {
      case "compose" -> compose.compose(request, bucket, name);
      case "copyTo" -> copies.copy(request, from, destination(request, rest));
      case "rewriteTo" -> copies.rewrite(request, from, destination(request, rest));
      case "moveTo" -> {
        if (rest.size() != 3 || !rest.get(1).equals("o")) {
          throw notFound(request);
        }
        yield copies.move(request, from, new CopiesResource.Place(bucket, rest.get(2)));
      }
      case "restore" -> objects.restore(request, bucket, name);
      default -> throw unsupported(request);
    };
  }

  private static CopiesResource.Place destination(ApiRequest request, List<String> rest)
      throws ApiException {
    if (rest.size() != 5 || !rest.get(1).equals("b") || !rest.get(3).equals("o")) {
      throw notFound(request);
    }
    return new CopiesResource.Place(rest.get(2), rest.get(4));
  }

  private Reply project(ApiRequest request, String project, List<String> rest)
      throws IOException, ApiException {
    String what = request.method() + " " + rest.get(0) + (rest.size() > 1 ? "/id" : "");
    String id = rest.size() > 1 ? rest.get(1) : "";
    return switch (what) {
      case "GET serviceAccount" -> {
        ObjectNode account = Json.object();
        account.put("kind", "storage#serviceAccount");
        account.put("email_address", "service-1@gs-project-accounts.iam.gserviceaccount.com");
        yield Reply.json(200, account);
      }
      case "POST hmacKeys" -> hmacKeys.create(request, project);
      case "GET hmacKeys" -> hmacKeys.list(request);
      case "GET hmacKeys/id" -> hmacKeys.get(id);
      case "PUT hmacKeys/id" -> hmacKeys.update(request, id);
      case "DELETE hmacKeys/id" -> hmacKeys.delete(id);
      default -> throw unsupported(request);
    };
  }

  private static ApiException notFound(ApiRequest request) {
    return new ApiException(404, "notFound", "Not Found: " + request.path());
  }

  private static ApiException notAllowed(ApiRequest request) {
    return new ApiException(
        405, "methodNotAllowed", request.method() + " is not allowed at " + request.path());
  }

  private static ApiException unsupported(ApiRequest request) {
    return new ApiException(
        501,
        "notImplemented",
        "This server does not implement " + request.method() + " " + request.path());
  }
}
