package dev.drydock.cluster.gcs.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.drydock.cluster.google.ApiException;
import dev.drydock.cluster.google.ServiceAccount;
import java.io.InputStream;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.eclipse.jetty.http.HttpFields;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Google's own URLs (google-cloud-conformance-tests), signed with Google's test key. */
class SignedUrlConformanceTest {
  private static ServiceAccount account;

  record Vector(
      String description, String method, URI url, HttpFields headers, Instant begin, int life) {
    @Override
    public String toString() {
      return description;
    }
  }

  @BeforeAll
  static void readKey() throws Exception {
    JsonNode key = resource("test_service_account.not-a-test.json");
    account =
        new ServiceAccount(
            key.get("client_email").asText(),
            key.get("private_key_id").asText(),
            "http://token.example",
            TestKeys.publicKey(key.get("private_key").asText()));
  }

  private static JsonNode resource(String name) throws Exception {
    try (InputStream stream =
        SignedUrlConformanceTest.class.getResourceAsStream(
            "/com/google/cloud/conformance/storage/v1/" + name)) {
      return new ObjectMapper().readTree(stream);
    }
  }

  static List<Vector> vectors() throws Exception {
    JsonNode tests = resource("v4_signatures.json").get("signingV4Tests");
    return StreamSupport.stream(tests.spliterator(), false).map(test -> vector(test)).toList();
  }

  private static Vector vector(JsonNode test) {
    URI url = URI.create(test.get("expectedUrl").asText());
    HttpFields.Mutable headers = HttpFields.build();
    headers.add("Host", url.getRawAuthority());
    test.path("headers")
        .properties()
        .forEach(header -> headers.add(header.getKey(), header.getValue().asText()));
    return new Vector(
        test.get("description").asText(),
        test.get("method").asText(),
        url,
        headers.asImmutable(),
        Instant.parse(test.get("timestamp").asText()),
        test.get("expiration").asInt());
  }

  @Test
  void thereAreMany() throws Exception {
    assertThat(vectors()).hasSizeGreaterThanOrEqualTo(20);
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void isAcceptedUntilItsEnd(Vector vector) throws Exception {
    check(vector, vector.begin());
    check(vector, vector.begin().plusSeconds(vector.life() - 1));
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void isRefusedAfterItsEnd(Vector vector) {
    Instant end = vector.begin().plusSeconds(vector.life());

    refuses(
        vector,
        end,
        400,
        "expiredToken",
        "The provided token has expired. Request signature expired at: " + end);
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void isRefusedIfSignedFarInTheFuture(Vector vector) {
    refuses(
        vector,
        vector.begin().minusSeconds(901),
        403,
        "requestTimeTooSkewed",
        "The difference between the request time and the server's time is too large.");
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void isRefusedIfAnythingOfItIsChanged(Vector vector) {
    String url = vector.url().toString();
    int last = url.length() - 1;
    Stream.of(
            url.replaceFirst("//([^/]+)/", "//$1/x"),
            url.replaceFirst("\\?", "/x?"),
            url.replaceFirst("X-Goog-Expires=\\d+", "X-Goog-Expires=604800"),
            url.replaceFirst("/auto/", "/us/").replaceFirst("%2Fauto%2F", "%2Fus%2F"),
            url + "&userProject=other",
            url.replaceFirst("\\?", "?versionId=1&"),
            url.substring(0, last) + (url.charAt(last) == '0' ? '1' : '0'))
        .forEach(changed -> refusesChanged(with(vector, vector.method(), changed)));
    refusesChanged(with(vector, vector.method().equals("GET") ? "PUT" : "GET", url));
  }

  private static Vector with(Vector vector, String method, String url) {
    return new Vector(
        url, method, URI.create(url), vector.headers(), vector.begin(), vector.life());
  }

  private static void refusesChanged(Vector vector) {
    refuses(
        vector,
        vector.begin(),
        403,
        "signatureDoesNotMatch",
        "Access denied: the request is not the signed one, or another key has signed it.");
  }

  private static void refuses(
      Vector vector, Instant now, int status, String reason, String message) {
    assertThatThrownBy(() -> check(vector, now))
        .as(vector.toString())
        .isInstanceOfSatisfying(
            ApiException.class,
            refusal -> {
              assertThat(refusal.status()).isEqualTo(status);
              assertThat(refusal.reason()).isEqualTo(reason);
            })
        .hasMessage(message);
  }

  private static void check(Vector vector, Instant now) throws ApiException {
    new SignedUrl(account, InstantSource.fixed(now))
        .check(
            vector.method(),
            vector.url().getRawPath(),
            vector.url().getRawQuery(),
            vector.headers());
  }
}
