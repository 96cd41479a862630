package dev.drydock.cluster.gcs.upload;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.drydock.cluster.gcs.resource.Names;
import dev.drydock.cluster.gcs.resource.Preconditions;
import dev.drydock.cluster.google.ApiException;
import dev.drydock.cluster.google.ApiRequest;
import dev.drydock.cluster.google.Json;

/**
 * The object that an upload creates.
 *
 * @param resource from the body or the headers of the request
 * @param conditions checked after the bytes have arrived
 * @param expected the checksums that the bytes must have
 */
public record UploadTarget(
    String bucket,
    String name,
    ObjectNode resource,
    Preconditions conditions,
    ExpectedChecksums expected) {

  /**
   * The object that the query or the resource names.
   *
   * @param mediaType of the bytes, null if the client sends none
   * @throws ApiException 400 for an invalid name
   */
  public static UploadTarget of(
      ApiRequest request, String bucket, ObjectNode resource, String mediaType)
      throws ApiException {
    if (request.parameter("predefinedAcl").isPresent()) {
      throw new ApiException(
          400,
          "invalid",
          "Cannot use predefinedAcl: uniform bucket-level access is enabled for all buckets here.");
    }
    String name = request.parameter("name").orElse(resource.path("name").asText(""));
    Names.checkObject(name);
    if (!resource.hasNonNull("contentType") && mediaType != null) {
      resource.put("contentType", mediaType);
    }
    if (request.parameter("contentEncoding").isPresent()) {
      resource.put("contentEncoding", request.parameter("contentEncoding").get());
    }
    ExpectedChecksums expected =
        ExpectedChecksums.of(resource).and(ExpectedChecksums.ofHeaders(request));
    return new UploadTarget(bucket, name, resource, Preconditions.of(request, "if"), expected);
  }

  UploadTarget expecting(ExpectedChecksums more) {
    return new UploadTarget(bucket, name, resource, conditions, expected.and(more));
  }

  static UploadTarget stored(ObjectNode node) {
    return new UploadTarget(
        node.path("bucket").asText(),
        node.path("name").asText(),
        (ObjectNode) node.path("resource"),
        Preconditions.stored(node.path("conditions")),
        new ExpectedChecksums(node.path("crc32c").asText(null), node.path("md5").asText(null)));
  }

  ObjectNode toJson() {
    ObjectNode node = Json.object();
    node.put("bucket", bucket);
    node.put("name", name);
    node.set("resource", resource);
    node.set("conditions", conditions.toJson());
    node.put("crc32c", expected.crc32c());
    node.put("md5", expected.md5());
    return node;
  }
}
