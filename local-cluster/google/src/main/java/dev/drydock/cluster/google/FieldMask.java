package dev.drydock.cluster.google;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The fields of a reply that a client asks for with {@code fields}: {@code
 * https://cloud.google.com/storage/docs/json_api#partial-response}. {@code a/b}, {@code a(b,c)} and
 * {@code *} nest in any way.
 */
public final class FieldMask {
  /** If empty, everything below is selected. */
  private final Map<String, FieldMask> fields = new LinkedHashMap<>();

  private FieldMask() {}

  /**
   * @throws ApiException 400 if the text is not a list of fields
   */
  public static FieldMask parse(String text) throws ApiException {
    Parser parser = new Parser(text);
    FieldMask mask = new FieldMask();
    parser.list(mask);
    if (parser.position != text.length()) {
      throw parser.invalid();
    }
    return mask;
  }

  /** The node with the selected fields only. */
  public JsonNode select(JsonNode node) {
    if (fields.isEmpty()) {
      return node;
    }
    if (node.isArray()) {
      ArrayNode selected = JsonNodeFactory.instance.arrayNode();
      node.forEach(element -> selected.add(select(element)));
      return selected;
    }
    if (!node.isObject()) {
      return node;
    }
    ObjectNode selected = Json.object();
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      FieldMask below = fields.getOrDefault(entry.getKey(), fields.get("*"));
      if (below != null) {
        selected.set(entry.getKey(), below.select(entry.getValue()));
      }
    }
    return selected;
  }

  /** By recursive descent. */
  private static final class Parser {
    private final String text;
    private int position;

    Parser(String text) {
      this.text = text;
    }

    void list(FieldMask into) throws ApiException {
      selector(into);
      while (accept(',')) {
        selector(into);
      }
    }

    private void selector(FieldMask into) throws ApiException {
      int begin = position;
      while (position < text.length() && ",/()".indexOf(text.charAt(position)) < 0) {
        position++;
      }
      String name = text.substring(begin, position).strip();
      if (name.isEmpty()) {
        throw invalid();
      }
      FieldMask known = into.fields.get(name);
      FieldMask below = new FieldMask();
      if (accept('/')) {
        selector(below);
      } else if (accept('(')) {
        list(below);
        if (!accept(')')) {
          throw invalid();
        }
      }
      if (known == null || below.fields.isEmpty()) {
        into.fields.put(name, below);
      } else if (!known.fields.isEmpty()) {
        known.fields.putAll(below.fields);
      }
    }

    private boolean accept(char wanted) {
      boolean there = position < text.length() && text.charAt(position) == wanted;
      position += there ? 1 : 0;
      return there;
    }

    ApiException invalid() {
      return new ApiException(400, "invalidParameter", "Invalid field selection " + text);
    }
  }
}
