package dev.drydock.cluster.gcs.resource;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.drydock.cluster.google.ApiException;
import java.util.Set;

/**
 * {@code https://cloud.google.com/storage/docs/storage-classes}. They are kept and returned, and
 * have no effect.
 */
final class StorageClasses {
  private static final Set<String> KNOWN =
      Set.of(
          "STANDARD",
          "NEARLINE",
          "COLDLINE",
          "ARCHIVE",
          "MULTI_REGIONAL",
          "REGIONAL",
          "DURABLE_REDUCED_AVAILABILITY");

  private StorageClasses() {}

  /**
   * @param properties of a bucket or an object
   * @throws ApiException 400 for an unknown class
   */
  static void check(ObjectNode properties) throws ApiException {
    String storageClass = properties.path("storageClass").asText("STANDARD");
    if (!KNOWN.contains(storageClass)) {
      throw new ApiException(400, "invalid", "Invalid argument: storageClass " + storageClass);
    }
  }
}
