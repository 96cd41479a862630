package dev.drydock.cluster.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.security.PrivateKey;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenGrantTest {
  private static final Instant NOW = Instant.parse("2026-11-22T09:00:00Z");
  private static final String TOKEN_URI = "http://127.0.0.1:4443/token";
  private static final String HEADER = "{\"alg\":\"RS256\",\"typ\":\"JWT\",\"kid\":\"key-1\"}";
  private static final AccessTokens TOKENS = new AccessTokens("secret", InstantSource.fixed(NOW));

  private final TokenGrant grant =
      new TokenGrant(TestKeys.ACCOUNT, TOKENS, InstantSource.fixed(NOW));

  private static Map<String, Object> claims() {
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("iss", TestKeys.ACCOUNT.email());
    claims.put("scope", "https://www.googleapis.com/auth/devstorage.read_write");
    claims.put("aud", TOKEN_URI);
    claims.put("iat", NOW.getEpochSecond());
    claims.put("exp", NOW.getEpochSecond() + 3600);
    return claims;
  }

  private static Map<String, String> form(String assertion) {
    Map<String, String> form = new HashMap<>();
    form.put("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer");
    form.put("assertion", assertion);
    return form;
  }

  private static String signed(Map<String, Object> claims) throws Exception {
    return signed(HEADER, claims, TestKeys.PAIR.getPrivate());
  }

  private static String signed(String header, Map<String, Object> claims, PrivateKey key)
      throws Exception {
    return TestKeys.jwt(header, new ObjectMapper().writeValueAsString(claims), key);
  }

  @ParameterizedTest
  @ValueSource(strings = {TOKEN_URI, "https://oauth2.googleapis.com/token"})
  void givesATokenForAnAssertionOfTheAccount(String audience) throws Exception {
    Map<String, Object> claims = claims();
    claims.put("aud", audience);

    assertThat(TOKENS.accepts(grant.token(form(signed(claims))))).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"0,3600", "299,3600", "-3500,3600", "-3600,3600", "-3899,3600", "0,60"})
  void bearsClocksThatAreFiveMinutesApart(long issued, long life) throws Exception {
    assertThat(TOKENS.accepts(grant.token(form(signed(at(issued, life)))))).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"301,3600", "-3900,3600", "0,3601", "0,0", "0,-60", "-100000,3600", "0,9000000000"})
  void refusesAnAssertionOutOfItsTime(long issued, long life) throws Exception {
    refuses(
        form(signed(at(issued, life))),
        "invalid_grant",
        "Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe."
            + " Check your iat and exp values in the JWT claim.");
  }

  private static Map<String, Object> at(long issued, long life) {
    Map<String, Object> claims = claims();
    claims.put("iat", NOW.getEpochSecond() + issued);
    claims.put("exp", NOW.getEpochSecond() + issued + life);
    return claims;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "aud|https://example.com/token|invalid_grant|Invalid JWT: Failed audience check. The right"
            + " audience is https://oauth2.googleapis.com/token",
        "iss|other@drydock.iam.gserviceaccount.com|invalid_grant|Invalid grant: account not found",
        "scope|''|invalid_scope|Invalid OAuth scope or ID token audience provided.",
        "sub|boss@example.com|unauthorized_client|Client is unauthorized to retrieve access tokens"
            + " for boss@example.com"
      })
  void refusesAClaim(String name, String value, String error, String description) throws Exception {
    Map<String, Object> claims = claims();
    claims.put(name, value);

    refuses(form(signed(claims)), error, description);
  }

  @ParameterizedTest
  @ValueSource(strings = {"iss", "aud", "iat", "exp", "scope"})
  void refusesAnAssertionWithoutAClaim(String name) throws Exception {
    Map<String, Object> claims = claims();
    claims.remove(name);

    assertThatThrownBy(() -> grant.token(form(signed(claims))))
        .isInstanceOf(TokenGrant.Refusal.class);
  }

  @Test
  void acceptsOneAudienceOfSeveral() throws Exception {
    Map<String, Object> claims = claims();
    claims.put("aud", List.of("https://example.com/token", TOKEN_URI));

    assertThat(TOKENS.accepts(grant.token(form(signed(claims))))).isTrue();
  }

  /** RFC 7515, section 4.1.11. */
  @Test
  void refusesAnAssertionWithAnExtensionThatMustBeUnderstood() throws Exception {
    String header = "{\"alg\":\"RS256\",\"crit\":[\"exp\"],\"exp\":1}";

    refuses(
        form(signed(header, claims(), TestKeys.PAIR.getPrivate())),
        "invalid_grant",
        "Invalid JWT Signature.");
  }

  @Test
  void refusesAChangedClaim() throws Exception {
    String[] parts = signed(claims()).split("\\.", -1);
    Map<String, Object> claims = claims();
    claims.put("scope", "more");
    String other = signed(claims).split("\\.", -1)[1];

    refuses(
        form(parts[0] + "." + other + "." + parts[2]), "invalid_grant", "Invalid JWT Signature.");
  }

  @Test
  void refusesAnotherKeysSignature() throws Exception {
    refuses(
        form(signed(HEADER, claims(), TestKeys.pair().getPrivate())),
        "invalid_grant",
        "Invalid JWT Signature.");
    refuses(
        form(signed(HEADER.replace("key-1", "key-2"), claims(), TestKeys.PAIR.getPrivate())),
        "invalid_grant",
        "Invalid JWT Signature.");
  }

  @Test
  void refusesAnUnsignedAssertion() throws Exception {
    String assertion =
        signed(HEADER.replace("RS256", "none"), claims(), TestKeys.PAIR.getPrivate());

    refuses(
        form(assertion.substring(0, assertion.lastIndexOf('.') + 1)),
        "invalid_grant",
        "Invalid JWT: The algorithm must be RS256");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "a.b.c", "!.!.!", "e30.e30", "W10.W10.W10"})
  void refusesWhatIsNoAssertion(String assertion) {
    refuses(form(assertion), "invalid_grant", "Invalid JWT: The assertion is not a signed JWT");
  }

  @Test
  void refusesOtherGrantsAndMissingFields() {
    Map<String, String> other = form("a.b.c");
    other.put("grant_type", "refresh_token");
    refuses(other, "unsupported_grant_type", "Invalid grant_type: refresh_token");
    Map<String, String> none = form("");
    refuses(none, "invalid_request", "Required parameter is missing: assertion");
    refuses(Map.of(), "invalid_request", "Required parameter is missing: grant_type");
  }

  private void refuses(Map<String, String> form, String error, String description) {
    assertThatThrownBy(() -> grant.token(form))
        .isInstanceOfSatisfying(
            TokenGrant.Refusal.class, refusal -> assertThat(refusal.error()).isEqualTo(error))
        .hasMessage(description);
  }
}
