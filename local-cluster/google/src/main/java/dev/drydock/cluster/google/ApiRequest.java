package dev.drydock.cluster.google;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A call of an API, on its own or as a part of a batch. */
public final class ApiRequest {
  private final String method;
  private final String path;
  private final String baseUrl;
  private final boolean authenticated;
  private final Map<String, List<String>> parameters = new HashMap<>();
  private final Map<String, String> headers;
  private final InputStream body;

  /**
   * @param path still percent-encoded, without query
   * @param query still percent-encoded, or null
   * @param baseUrl see {@link #baseUrl}
   * @param authenticated whether the request had a credential; if not, each call of a batch needs
   *     one
   * @param headers in a map that ignores the case of their names
   * @throws ApiException 400 if the query is not percent-encoded UTF-8
   */
  public ApiRequest(
      String method,
      String path,
      String query,
      String baseUrl,
      boolean authenticated,
      Map<String, String> headers,
      InputStream body)
      throws ApiException {
    // For clients whose HTTP library cannot send a method such as PATCH.
    String override = headers.get("X-HTTP-Method-Override");
    this.method =
        override != null && method.equals("POST") ? override.toUpperCase(Locale.ROOT) : method;
    this.path = path;
    this.baseUrl = baseUrl;
    this.authenticated = authenticated;
    this.headers = headers;
    this.body = body;
    if (query != null) {
      for (String pair : query.split("&", -1)) {
        int equals = pair.indexOf('=');
        String name = equals < 0 ? pair : pair.substring(0, equals);
        String value = equals < 0 ? "" : pair.substring(equals + 1);
        parameters
            .computeIfAbsent(decode(name, true), key -> new ArrayList<>(1))
            .add(decode(value, true));
      }
    }
  }

  public String method() {
    return method;
  }

  /** Percent-encoded, begins with a slash. */
  public String path() {
    return path;
  }

  /** The parts of the path between slashes, decoded. */
  public List<String> segments() throws ApiException {
    List<String> segments = new ArrayList<>();
    for (String part : path.substring(1).split("/", -1)) {
      segments.add(decode(part, false));
    }
    return segments;
  }

  /** The beginning of links to this server, without a slash at the end. */
  public String baseUrl() {
    return baseUrl;
  }

  boolean authenticated() {
    return authenticated;
  }

  /** The first value of a parameter of the query. It may be an empty text. */
  public Optional<String> parameter(String name) {
    return parameters(name).stream().findFirst();
  }

  /** All values of a parameter. */
  public List<String> parameters(String name) {
    return parameters.getOrDefault(name, List.of());
  }

  /** Whether a parameter is {@code true}. */
  public boolean flag(String name) {
    // Google's Python client sends "True".
    return parameters(name).stream().anyMatch("true"::equalsIgnoreCase);
  }

  /**
   * @throws ApiException 400 if it is not a number
   */
  public Optional<Long> number(String name) throws ApiException {
    Optional<String> text = parameter(name);
    return text.isEmpty() ? Optional.empty() : Optional.of(number(name, text.get()));
  }

  /**
   * A number that a client has sent.
   *
   * @param name for the message
   * @throws ApiException 400 if it is not a number
   */
  public static long number(String name, String text) throws ApiException {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new ApiException(
          400, "invalid", "Invalid value for " + name + ": \"" + text + "\" is not a number.", e);
    }
  }

  /** A header, by its name in any case. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  public Map<String, String> headers() {
    return headers;
  }

  public InputStream body() {
    return body;
  }

  /** The resource in the body: {@link Json#resource(InputStream)}. */
  public ObjectNode resource() throws IOException, ApiException {
    return Json.resource(body);
  }

  /**
   * Decodes a part of a URL.
   *
   * @throws ApiException 400 if it is not percent-encoded UTF-8
   */
  public static String decode(String text, boolean plusIsSpace) throws ApiException {
    if (text.indexOf('%') < 0 && text.indexOf('+') < 0 && isAscii(text)) {
      return text;
    }
    byte[] source = text.getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes = ByteBuffer.allocate(source.length);
    for (int i = 0; i < source.length; i++) {
      if (source[i] == '%') {
        int high = i + 2 < source.length ? Character.digit(source[i + 1], 16) : -1;
        int low = i + 2 < source.length ? Character.digit(source[i + 2], 16) : -1;
        if (high < 0 || low < 0) {
          throw new ApiException(400, "invalid", "Malformed percent-encoding in the URL.");
        }
        bytes.put((byte) (high * 16 + low));
        i += 2;
      } else {
        bytes.put(source[i] == '+' && plusIsSpace ? (byte) ' ' : source[i]);
      }
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
    } catch (CharacterCodingException e) {
      throw new ApiException(400, "invalid", "The URL is not valid UTF-8.", e);
    }
  }

  private static boolean isAscii(String text) {
    return text.chars().allMatch(c -> c < 0x80);
  }
}
