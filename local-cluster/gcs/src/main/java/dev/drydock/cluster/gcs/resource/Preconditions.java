package dev.drydock.cluster.gcs.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.drydock.cluster.gcs.store.StoredBucket;
import dev.drydock.cluster.gcs.store.StoredObject;
import dev.drydock.cluster.google.ApiException;
import dev.drydock.cluster.google.ApiRequest;
import dev.drydock.cluster.google.Json;
import java.util.Optional;

/**
 * Conditions that a resource must meet before a call is performed: {@code
 * https://cloud.google.com/storage/docs/request-preconditions}. Generation 0 means that there is no
 * live object. Null means no condition.
 */
public record Preconditions(
    Long generationMatch,
    Long generationNotMatch,
    Long metagenerationMatch,
    Long metagenerationNotMatch) {
  static final Preconditions NONE = new Preconditions(null, null, null, null);

  /**
   * The conditions in the query.
   *
   * @param prefix {@code if}, or {@code ifSource} for the source of a copy
   */
  public static Preconditions of(ApiRequest request, String prefix) throws ApiException {
    return new Preconditions(
        request.number(prefix + "GenerationMatch").orElse(null),
        request.number(prefix + "GenerationNotMatch").orElse(null),
        request.number(prefix + "MetagenerationMatch").orElse(null),
        request.number(prefix + "MetagenerationNotMatch").orElse(null));
  }

  /** The conditions in the headers of the XML API. */
  public static Preconditions ofHeaders(ApiRequest request) throws ApiException {
    return new Preconditions(
        header(request, "x-goog-if-generation-match"),
        null,
        header(request, "x-goog-if-metageneration-match"),
        null);
  }

  private static Long header(ApiRequest request, String name) throws ApiException {
    Optional<String> text = request.header(name);
    return text.isPresent() ? ApiRequest.number(name, text.get()) : null;
  }

  public static Preconditions stored(JsonNode node) {
    return new Preconditions(
        number(node, "generationMatch"),
        number(node, "generationNotMatch"),
        number(node, "metagenerationMatch"),
        number(node, "metagenerationNotMatch"));
  }

  private static Long number(JsonNode node, String field) {
    return node.hasNonNull(field) ? node.get(field).asLong() : null;
  }

  public ObjectNode toJson() {
    ObjectNode node = Json.object();
    node.put("generationMatch", generationMatch);
    node.put("generationNotMatch", generationNotMatch);
    node.put("metagenerationMatch", metagenerationMatch);
    node.put("metagenerationNotMatch", metagenerationNotMatch);
    return node;
  }

  /**
   * Checks the conditions of a call that changes something.
   *
   * @throws ApiException 412
   */
  public void checkChange(Optional<StoredObject> live) throws ApiException {
    long generation = live.map(StoredObject::generation).orElse(0L);
    long metageneration = live.map(StoredObject::metageneration).orElse(0L);
    check(generation, metageneration, 412);
  }

  /**
   * Checks the conditions of a call that reads.
   *
   * @throws ApiException 412, or 304 if the client already has the resource
   */
  public void checkRead(StoredObject object) throws ApiException {
    check(object.generation(), object.metageneration(), 304);
  }

  public void checkChange(StoredBucket bucket) throws ApiException {
    check(0, bucket.metageneration(), 412);
  }

  public void checkRead(StoredBucket bucket) throws ApiException {
    check(0, bucket.metageneration(), 304);
  }

  private void check(long generation, long metageneration, int unchanged) throws ApiException {
    if (differs(generationMatch, generation) || differs(metagenerationMatch, metageneration)) {
      throw failed(412);
    }
    if (equals(generationNotMatch, generation) || equals(metagenerationNotMatch, metageneration)) {
      throw failed(unchanged);
    }
  }

  private static boolean differs(Long wanted, long actual) {
    return wanted != null && wanted != actual;
  }

  private static boolean equals(Long unwanted, long actual) {
    return unwanted != null && unwanted == actual;
  }

  private static ApiException failed(int status) {
    return new ApiException(
        status,
        "conditionNotMet",
        "At least one of the pre-conditions you specified did not hold.");
  }
}
