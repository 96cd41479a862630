package dev.drydock.cluster.google;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
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
    SignedJWT assertion = parse(required(form, "assertion"));
    JWSHeader header = assertion.getHeader();
    JWTClaimsSet claims = claims(assertion);
    if (!account.email().equals(claims.getIssuer())) {
      throw new Refusal("invalid_grant", "Invalid grant: account not found");
    }
    String keyId = header.getKeyID();
    if (!(keyId == null || keyId.equals(account.keyId())) || !signedByAccount(assertion)) {
      throw new Refusal("invalid_grant", "Invalid JWT Signature.");
    }
    checkClaims(claims);
    return tokens.issue();
  }

  private static SignedJWT parse(String assertion) throws Refusal {
    JWT jwt;
    try {
      jwt = JWTParser.parse(assertion);
    } catch (ParseException e) {
      // The reply is the same, whatever is wrong with the assertion.
      throw invalid("The assertion is not a signed JWT");
    }
    if (!JWSAlgorithm.RS256.equals(jwt.getHeader().getAlgorithm())) {
      throw invalid("The algorithm must be RS256");
    }
    return (SignedJWT) jwt;
  }

  private static JWTClaimsSet claims(SignedJWT assertion) throws Refusal {
    try {
      return assertion.getJWTClaimsSet();
    } catch (ParseException e) {
      throw invalid("The assertion is not a signed JWT");
    }
  }

  private boolean signedByAccount(SignedJWT assertion) {
    try {
      return assertion.verify(new RSASSAVerifier(account.publicKey()));
    } catch (JOSEException e) {
      return false;
    }
  }

  private void checkClaims(JWTClaimsSet claims) throws Refusal {
    if (Collections.disjoint(audiences, claims.getAudience())) {
      throw invalid("Failed audience check. The right audience is " + GOOGLES_AUDIENCE);
    }
    checkTimes(claims);
    String subject = claims.getSubject();
    if (subject != null && !subject.equals(account.email())) {
      throw new Refusal(
          "unauthorized_client", "Client is unauthorized to retrieve access tokens for " + subject);
    }
    if (!(claims.getClaim("scope") instanceof String scope) || scope.isBlank()) {
      throw new Refusal("invalid_scope", "Invalid OAuth scope or ID token audience provided.");
    }
  }

  private void checkTimes(JWTClaimsSet claims) throws Refusal {
    boolean good = false;
    if (claims.getIssueTime() != null && claims.getExpirationTime() != null) {
      Instant issued = claims.getIssueTime().toInstant();
      Instant end = claims.getExpirationTime().toInstant();
      Instant now = clock.instant();
      good =
          !issued.isAfter(now.plus(SKEW))
              && end.isAfter(now.minus(SKEW))
              && end.isAfter(issued)
              && !end.isAfter(issued.plus(LONGEST_LIFE));
    }
    if (!good) {
      throw invalid(
          "Token must be a short-lived token (60 minutes) and in a reasonable timeframe. Check your"
              + " iat and exp values in the JWT claim.");
    }
  }

  private static String required(Map<String, String> form, String name) throws Refusal {
    String value = form.get(name);
    if (value == null || value.isEmpty()) {
      throw new Refusal("invalid_request", "Required parameter is missing: " + name);
    }
    return value;
  }

  private static Refusal invalid(String what) {
    return new Refusal("invalid_grant", "Invalid JWT: " + what);
  }
}
