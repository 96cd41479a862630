package dev.drydock.cluster.google;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.Set;

/**
 * Exchanges an assertion for an access token: RFC 7523 section 2.1, with the rules and messages of
 * Google's token endpoint ({@code
 * https://developers.google.com/identity/protocols/oauth2/service-account}). The assertion is a JWT
 * (RFC 7519) that the account has signed with RS256 (RFC 7518 section 3.3).
 */
public final class TokenGrant {
  private static final String GRANT_TYPE = "urn:ietf:params:oauth:grant-type:jwt-bearer";

  /** Several of Google's libraries send this audience, whatever {@code token_uri} is. */
  private static final String GOOGLES_AUDIENCE = "https://oauth2.googleapis.com/token";

  private static final Duration LONGEST_LIFE = Duration.ofHours(1);

  /** How much the clocks of client and server may differ. */
  private static final Duration SKEW = Duration.ofMinutes(5);

  private static final ObjectMapper JSON = new ObjectMapper();

  private final ServiceAccount account;
  private final Set<String> audiences;
  private final AccessTokens tokens;
  private final InstantSource clock;

  public TokenGrant(ServiceAccount account, AccessTokens tokens, InstantSource clock) {
    this.account = account;
    this.audiences = Set.of(account.tokenUri(), GOOGLES_AUDIENCE);
    this.tokens = tokens;
    this.clock = clock;
  }

  /** A refusal: RFC 6749 section 5.2. */
  static final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;

    private final String error;

    Refusal(String error, String description) {
      super(description, null, false, false);
      this.error = error;
    }

    /** The code, such as {@code invalid_grant}. */
    String error() {
      return error;
    }
  }

  /**
   * A new access token.
   *
   * @param form the fields of the request's body
   */
  String token(Map<String, String> form) throws Refusal {
    String type = required(form, "grant_type");
    if (!type.equals(GRANT_TYPE)) {
      throw new Refusal("unsupported_grant_type", "Invalid grant_type: " + type);
    }
    String[] parts = required(form, "assertion").split("\\.", -1);
    if (parts.length != 3) {
      throw invalid("The assertion is not a signed JWT");
    }
    JsonNode header = object(parts[0]);
    JsonNode claims = object(parts[1]);
    if (!header.path("alg").asText().equals("RS256")) {
      throw invalid("The algorithm must be RS256");
    }
    if (!claims.path("iss").asText().equals(account.email())) {
      throw new Refusal("invalid_grant", "Invalid grant: account not found");
    }
    String keyId = header.path("kid").asText();
    if (!(keyId.isEmpty() || keyId.equals(account.keyId()))
        || !account.hasSigned(parts[0] + "." + parts[1], bytes(parts[2]))) {
      throw new Refusal("invalid_grant", "Invalid JWT Signature.");
    }
    checkClaims(claims);
    return tokens.issue();
  }

  private void checkClaims(JsonNode claims) throws Refusal {
    if (!audiences.contains(claims.path("aud").asText())) {
      throw invalid("Failed audience check. The right audience is " + GOOGLES_AUDIENCE);
    }
    Instant issued = Instant.ofEpochSecond(claims.path("iat").asLong());
    Instant end = Instant.ofEpochSecond(claims.path("exp").asLong());
    Instant now = clock.instant();
    if (issued.isAfter(now.plus(SKEW))
        || !end.isAfter(now.minus(SKEW))
        || !end.isAfter(issued)
        || end.isAfter(issued.plus(LONGEST_LIFE))) {
      throw invalid(
          "Token must be a short-lived token (60 minutes) and in a reasonable timeframe. Check your"
              + " iat and exp values in the JWT claim.");
    }
    String subject = claims.path("sub").asText();
    if (!subject.isEmpty() && !subject.equals(account.email())) {
      throw new Refusal(
          "unauthorized_client", "Client is unauthorized to retrieve access tokens for " + subject);
    }
    if (claims.path("scope").asText().isBlank()) {
      throw new Refusal("invalid_scope", "Invalid OAuth scope or ID token audience provided.");
    }
  }

  private static String required(Map<String, String> form, String name) throws Refusal {
    String value = form.get(name);
    if (value == null || value.isEmpty()) {
      throw new Refusal("invalid_request", "Required parameter is missing: " + name);
    }
    return value;
  }

  private static JsonNode object(String part) throws Refusal {
    try {
      JsonNode node = JSON.readTree(bytes(part));
      if (node.isObject()) {
        return node;
      }
    } catch (IOException e) {
      // The reply is the same whatever is wrong with it.
    }
    throw invalid("The assertion is not a signed JWT");
  }

  private static byte[] bytes(String part) throws Refusal {
    try {
      return Base64.getUrlDecoder().decode(part);
    } catch (IllegalArgumentException e) {
      throw invalid("The assertion is not a signed JWT");
    }
  }

  private static Refusal invalid(String what) {
    return new Refusal("invalid_grant", "Invalid JWT: " + what);
  }
}
