package dev.drydock.cluster.gcs.upload;

import com.fasterxml.jackson.databind.JsonNode;
import dev.drydock.cluster.gcs.store.StagedContent;
import dev.drydock.cluster.google.ApiException;
import dev.drydock.cluster.google.ApiRequest;

/**
 * The checksums that a client has computed ({@code
 * https://cloud.google.com/storage/docs/data-validation}), in Base64. Null if it sends none.
 */
public record ExpectedChecksums(String crc32c, String md5) {
  static final ExpectedChecksums NONE = new ExpectedChecksums(null, null);

  /** The checksums in a resource. */
  static ExpectedChecksums of(JsonNode resource) {
    return new ExpectedChecksums(
        resource.path("crc32c").asText(null), resource.path("md5Hash").asText(null));
  }

  /** The checksums in {@code X-Goog-Hash} and {@code Content-MD5}. */
  public static ExpectedChecksums ofHeaders(ApiRequest request) {
    String crc32c = null;
    String md5 = request.header("Content-MD5").orElse(null);
    for (String hash : request.header("X-Goog-Hash").orElse("").split(",", -1)) {
      String stripped = hash.strip();
      if (stripped.startsWith("crc32c=")) {
        crc32c = stripped.substring("crc32c=".length());
      } else if (stripped.startsWith("md5=")) {
        md5 = stripped.substring("md5=".length());
      }
    }
    return new ExpectedChecksums(crc32c, md5);
  }

  /** These checksums, and the other ones where these are null. */
  ExpectedChecksums and(ExpectedChecksums others) {
    return new ExpectedChecksums(
        crc32c == null ? others.crc32c : crc32c, md5 == null ? others.md5 : md5);
  }

  /**
   * @throws ApiException 400 if the bytes have other checksums
   */
  void check(StagedContent staged) throws ApiException {
    check("CRC32C", crc32c, staged.crc32c());
    check("MD5 hash", md5, staged.md5());
  }

  private static void check(String what, String expected, String actual) throws ApiException {
    if (expected != null && !expected.equals(actual)) {
      throw new ApiException(
          400,
          "invalid",
          "Provided %s \"%s\" doesn't match calculated %s \"%s\"."
              .formatted(what, expected, what, actual));
    }
  }
}
