package dev.drydock.cluster.google;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** JSON objects from and to text. */
public final class Json {
  /** The largest resource, so that a body cannot fill the memory. */
  private static final int LARGEST = 4 << 20;

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Json() {}

  /** A new, empty object. */
  public static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  public static String text(JsonNode node) {
    return new String(bytes(node), StandardCharsets.UTF_8);
  }

  /** In UTF-8. */
  public static byte[] bytes(JsonNode node) {
    try {
      return MAPPER.writeValueAsBytes(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * An object that {@link #text} has written.
   *
   * @throws IllegalArgumentException if the text is not a JSON object
   */
  public static ObjectNode parse(String text) {
    try {
      if (MAPPER.readTree(text) instanceof ObjectNode node) {
        return node;
      }
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not JSON: " + text, e);
    }
    throw new IllegalArgumentException("not a JSON object: " + text);
  }

  /**
   * A resource that a client has sent. An empty body is an empty resource.
   *
   * @throws ApiException 400 if it is not a JSON object, 413 if it is larger than 4 MiB
   */
  public static ObjectNode resource(InputStream body) throws IOException, ApiException {
    byte[] bytes = body.readNBytes(LARGEST + 1);
    if (bytes.length > LARGEST) {
      throw new ApiException(413, "uploadTooLarge", "The metadata is larger than 4 MiB.");
    }
    if (bytes.length == 0) {
      return object();
    }
    try {
      if (MAPPER.readTree(bytes) instanceof ObjectNode node) {
        return node;
      }
    } catch (JsonProcessingException e) {
      throw new ApiException(400, "parseError", "Parse Error: " + e.getOriginalMessage(), e);
    }
    throw new ApiException(400, "parseError", "Parse Error: not a JSON object");
  }
}
