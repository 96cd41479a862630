package dev.drydock.cluster.gcs.access;

import dev.drydock.cluster.google.ApiException;
import dev.drydock.cluster.google.ApiRequest;
import dev.drydock.cluster.google.ServiceAccount;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;

/**
 * Checks URLs signed by the V4 process with an RSA key: {@code
 * https://cloud.google.com/storage/docs/authentication/signatures}. {@code
 * …/authentication/canonical-requests} says what is signed.
 *
 * <p>A URL is decoded and encoded again in the canonical form, so it does not matter which
 * characters a client has percent-encoded. A signed hash of the body must be sent as it was signed.
 * The XML API compares it with the bytes of an object that comes in one request. Nothing compares
 * it with a part of a resumable upload.
 */
public final class SignedUrl {
  /** Header with the SHA-256 of the body in hexadecimal, or {@link #UNSIGNED_PAYLOAD}. */
  public static final String CONTENT_HASH = "x-goog-content-sha256";

  public static final String UNSIGNED_PAYLOAD = "UNSIGNED-PAYLOAD";

  private static final String ALGORITHM = "GOOG4-RSA-SHA256";
  private static final String SIGNATURE = "x-goog-signature";
  private static final Duration LONGEST_LIFE = Duration.ofDays(7);

  /** How far the clock of the signer may be ahead. */
  private static final Duration SKEW = Duration.ofMinutes(15);

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** Headers that clients add to every request. They change nothing. */
  private static final Set<String> UNSIGNED_EXTENSIONS =
      Set.of("x-goog-api-client", "x-goog-gcs-idempotency-token");

  private static final String METHOD_OVERRIDE = "x-http-method-override";

  private static final HexFormat HEX = HexFormat.of();

  private final ServiceAccount account;
  private final InstantSource clock;

  public SignedUrl(ServiceAccount account, InstantSource clock) {
    this.account = account;
    this.clock = clock;
  }

  /** Whether a query has a signature. It may be null. */
  static boolean is(String query) {
    return query != null && query.toLowerCase(Locale.ROOT).contains(SIGNATURE + "=");
  }

  /**
   * Returns normally if the account has signed this request and the signature has not expired.
   *
   * @param path as it was sent, percent-encoded
   * @param query as it was sent, percent-encoded
   * @param headers with {@code Host}
   * @throws ApiException with a code of {@code
   *     https://cloud.google.com/storage/docs/xml-api/reference-status}
   */
  void check(String method, String path, String query, HttpFields headers) throws ApiException {
    List<Parameter> parameters = parameters(query);
    Map<String, String> named = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    parameters.forEach(parameter -> named.put(parameter.name(), parameter.value()));
    String algorithm = required(named, "X-Goog-Algorithm");
    if (!algorithm.equals(ALGORITHM)) {
      throw invalid("X-Goog-Algorithm is " + algorithm + ": use " + ALGORITHM);
    }
    String date = required(named, "X-Goog-Date");
    checkTime(date, required(named, "X-Goog-Expires"));
    String scope = scope(required(named, "X-Goog-Credential"), date.substring(0, 8));
    List<String> signed =
        List.of(required(named, "X-Goog-SignedHeaders").toLowerCase(Locale.ROOT).split(";", -1));
    checkHeaders(signed, headers);

    String canonicalPath = encode(decode(path), "/");
    String canonicalQuery =
        parameters.stream()
            .filter(parameter -> !parameter.name().equalsIgnoreCase(SIGNATURE))
            .map(parameter -> encode(parameter.name(), "") + "=" + encode(parameter.value(), ""))
            .sorted()
            .collect(Collectors.joining("&"));
    String payload = headers.get(CONTENT_HASH);
    byte[] signature = signature(required(named, SIGNATURE));
    // Google's library for Go signs the host without its port, others with it.
    String host = headers.get("host");
    for (String signedHost : List.of(host, host.replaceFirst(":\\d+$", ""))) {
      String canonicalRequest =
          String.join(
              "\n",
              method,
              canonicalPath,
              canonicalQuery,
              canonicalHeaders(signed, headers, signedHost),
              String.join(";", signed),
              payload == null ? UNSIGNED_PAYLOAD : payload);
      String text = String.join("\n", ALGORITHM, date, scope, sha256(canonicalRequest));
      if (account.hasSigned(text, signature)) {
        return;
      }
    }
    throw new ApiException(
        403,
        "signatureDoesNotMatch",
        "Access denied: the request is not the signed one, or another key has signed it.");
  }

  /** The scope of a credential: {@code email/date/location/storage/goog4_request}. */
  private String scope(String credential, String day) throws ApiException {
    int slash = credential.indexOf('/');
    String scope = credential.substring(slash + 1);
    if (slash < 0 || !scope.matches(day + "/[^/]+/storage/goog4_request")) {
      throw invalid(
          "X-Goog-Credential must be ACCOUNT/YYYYMMDD/LOCATION/storage/goog4_request, with the day"
              + " of X-Goog-Date.");
    }
    if (!credential.substring(0, slash).equals(account.email())) {
      throw new ApiException(
          403, "invalidSecurity", "The account that signed the request is unknown.");
    }
    return scope;
  }

  private void checkTime(String date, String expires) throws ApiException {
    Instant begin;
    try {
      begin = Instant.from(DATE.parse(date));
    } catch (DateTimeException e) {
      throw invalid("X-Goog-Date must be like 20261122T090000Z.");
    }
    if (!expires.matches("\\d{1,6}") || Long.parseLong(expires) > LONGEST_LIFE.toSeconds()) {
      throw invalid(
          "X-Goog-Expires must be a number of seconds from 0 to " + LONGEST_LIFE.toSeconds() + ".");
    }
    Instant now = clock.instant();
    if (begin.isAfter(now.plus(SKEW))) {
      throw new ApiException(
          403,
          "requestTimeTooSkewed",
          "The difference between the request time and the server's time is too large.");
    }
    Instant end = begin.plusSeconds(Long.parseLong(expires));
    if (!now.isBefore(end)) {
      throw new ApiException(
          400,
          "expiredToken",
          "The provided token has expired. Request signature expired at: " + end);
    }
  }

  /** Whoever has the URL must not change its meaning, for instance by naming a source to copy. */
  private static void checkHeaders(List<String> signed, HttpFields headers) throws ApiException {
    if (!signed.contains("host")) {
      throw invalid("X-Goog-SignedHeaders must name host.");
    }
    for (String name : signed) {
      if (!headers.contains(name)) {
        throw new ApiException(
            400,
            "malformedSecurityHeader",
            "Header was included in signedheaders, but not in the request: " + name);
      }
    }
    for (HttpField header : headers) {
      String name = header.getLowerCaseName();
      if ((name.startsWith("x-goog-") || name.startsWith("x-amz-") || name.equals(METHOD_OVERRIDE))
          && !signed.contains(name)
          && !UNSIGNED_EXTENSIONS.contains(name)) {
        throw new ApiException(
            403, "signatureDoesNotMatch", "Access denied: the header " + name + " is not signed.");
      }
    }
  }

  /** Each header ends with a line feed, so an empty line follows the last one. */
  private static String canonicalHeaders(List<String> signed, HttpFields headers, String host) {
    return signed.stream()
        .map(
            name ->
                name
                    + ":"
                    + (name.equals("host")
                        ? host
                        : String.join(",", headers.getValuesList(name))
                            .strip()
                            .replaceAll("\\s+", " "))
                    + "\n")
        .collect(Collectors.joining());
  }

  private record Parameter(String name, String value) {}

  private static List<Parameter> parameters(String query) throws ApiException {
    List<Parameter> parameters = new ArrayList<>();
    for (String pair : query.split("&", -1)) {
      if (pair.isEmpty()) {
        continue;
      }
      int equals = pair.indexOf('=');
      String name = equals < 0 ? pair : pair.substring(0, equals);
      String value = equals < 0 ? "" : pair.substring(equals + 1);
      parameters.add(new Parameter(decode(name), decode(value)));
    }
    return parameters;
  }

  private static String required(Map<String, String> parameters, String name) throws ApiException {
    String value = parameters.getOrDefault(name, "");
    if (value.isEmpty()) {
      throw invalid("The signed URL lacks " + name + ".");
    }
    return value;
  }

  private static byte[] signature(String hex) throws ApiException {
    try {
      return HEX.parseHex(hex);
    } catch (IllegalArgumentException e) {
      throw invalid("X-Goog-Signature must be hexadecimal.");
    }
  }

  private static ApiException invalid(String message) {
    return new ApiException(400, "invalidArgument", message);
  }

  /** A plus stays a plus. */
  private static String decode(String text) throws ApiException {
    return ApiRequest.decode(text, false);
  }

  /** Percent-encodes all but the unreserved characters (RFC 3986 section 2.3) and {@code kept}. */
  private static String encode(String text, String kept) {
    StringBuilder encoded = new StringBuilder();
    for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (octet & 0xff);
      if ((c < 0x80 && Character.isLetterOrDigit(c)) || ("-._~" + kept).indexOf(c) >= 0) {
        encoded.append(c);
      } else {
        encoded.append('%').append(HEX.withUpperCase().toHexDigits(octet));
      }
    }
    return encoded.toString();
  }

  private static String sha256(String text) {
    return HEX.formatHex(sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  public static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
