package dev.drydock.cluster.gcs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** JSON and the forms that the API gives its values in. */
final class Json {
  /** No resource is larger, so that a body cannot fill the memory. */
  private static final int LARGEST = 4 << 20;

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private Json() {}

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** For the index to keep. */
  static String text(JsonNode node) {
    return new String(bytes(node), StandardCharsets.UTF_8);
  }

  /** What {@link #text} made. */
  static ObjectNode stored(String text) {
    try {
      return (ObjectNode) MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the index has what is no JSON", e);
    }
  }

  static byte[] bytes(JsonNode node) {
    try {
      return MAPPER.writeValueAsBytes(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * A resource that a client sent; nothing at all is an empty one.
   *
   * @throws ApiException 400 if it is not a JSON object
   */
  static ObjectNode resource(InputStream body) throws IOException, ApiException {
    ByteArrayOutputStream copy = new ByteArrayOutputStream();
    copy.write(body.readNBytes(LARGEST + 1));
    if (copy.size() > LARGEST) {
      throw new ApiException(413, "uploadTooLarge", "The metadata is larger than 4 MiB.");
    }
    if (copy.size() == 0) {
      return object();
    }
    try {
      if (MAPPER.readTree(copy.toByteArray()) instanceof ObjectNode node) {
        return node;
      }
    } catch (JsonProcessingException e) {
      throw new ApiException(400, "parseError", "Parse Error: " + e.getOriginalMessage(), e);
    }
    throw new ApiException(400, "parseError", "Parse Error: not a JSON object");
  }

  /** Microseconds since 1970 as RFC 3339, in milliseconds as Cloud Storage does. */
  static String time(long micros) {
    return TIME.format(Instant.ofEpochMilli(micros / 1000));
  }

  /**
   * RFC 3339 as microseconds since 1970.
   *
   * @throws ApiException 400, which names the field
   */
  static long time(String field, String text) throws ApiException {
    try {
      Instant instant = OffsetDateTime.parse(text).toInstant();
      return instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1000;
    } catch (DateTimeException e) {
      throw new ApiException(400, "invalid", "Invalid value for " + field + ": " + text, e);
    }
  }
}
