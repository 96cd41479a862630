package dev.drydock.cluster.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BrowserRuleTest {
  private static final String OTHER_ORIGIN =
      "this server does not answer web pages of another origin";

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1:8088", "127.0.0.1", "localhost:8088", "LOCALHOST", "[::1]:80"})
  void answersNamesOfTheLoopbackAddress(String host) {
    assertThat(refusal(Map.of("Host", host))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example",
        "127.0.0.1.evil.example:80",
        "localhost.evil.example",
        "localhost:80@evil.example",
        "10.0.0.1",
        "127.0.0.1:",
        ""
      })
  void refusesOtherNames(String host) {
    assertThat(refusal(Map.of("Host", host)))
        .hasValue(
            "use 127.0.0.1 or localhost in the address: this server answers no other host name");
  }

  @Test
  void refusesARequestWithoutAHost() {
    assertThat(BrowserRule.ownOrigin().refusal(request("127.0.0.1", "GET", Map.of()))).isPresent();
  }

  @ParameterizedTest
  @CsvSource({"127.0.0.1,true", "127.8.9.1,true", "::1,true", "0:0:0:0:0:0:0:1,true", "192.0.2.7,"})
  void refusesAnotherMachineWhateverItSays(String remote, String answered) {
    Optional<String> refusal =
        BrowserRule.ownOrigin().refusal(request(remote, "GET", Map.of("Host", "127.0.0.1")));

    assertThat(refusal.orElse("true"))
        .isEqualTo(
            answered == null ? "this server answers only programs on its own machine" : answered);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example",
        "null",
        "",
        "http://127.0.0.1.evil.example:8080",
        "http://localhost@evil.example:8080",
        "http://127.0.0.1:9999",
        "http://localhost:8080",
        "https://127.0.0.1:8080"
      })
  void refusesEveryOriginButItsOwn(String origin) {
    Map<String, String> headers = Map.of("Host", "127.0.0.1:8080", "Origin", origin);

    assertThat(BrowserRule.ownOrigin().refusal(request("127.0.0.1", "GET", headers)))
        .hasValue(OTHER_ORIGIN);
    assertThat(BrowserRule.ownOrigin().refusal(request("127.0.0.1", "POST", headers)))
        .hasValue(OTHER_ORIGIN);
  }

  @Test
  void answersItsOwnPages() {
    assertThat(refusal(Map.of("Origin", "http://127.0.0.1:8080"))).isEmpty();
    assertThat(refusal(Map.of("Origin", "http://LocalHost:1", "Host", "localhost:1"))).isEmpty();
    assertThat(refusal(Map.of("Sec-Fetch-Site", "same-origin"))).isEmpty();
  }

  @Test
  void answersTheUserWhoTypesTheAddress() {
    assertThat(refusal(Map.of("Sec-Fetch-Site", "none"))).isEmpty();
  }

  @Test
  void answersTrustedPagesOnly() {
    BrowserRule rule = BrowserRule.trusting(Set.of("http://127.0.0.1:9870"));

    assertThat(
            rule.refusal(
                request(
                    "127.0.0.1",
                    "PUT",
                    Map.of(
                        "Host", "127.0.0.1:9864",
                        "Origin", "http://127.0.0.1:9870",
                        "Sec-Fetch-Site", "same-site"))))
        .isEmpty();
    assertThat(
            rule.refusal(
                request(
                    "127.0.0.1",
                    "PUT",
                    Map.of("Host", "127.0.0.1:9864", "Origin", "http://127.0.0.1:9871"))))
        .hasValue(OTHER_ORIGIN);
  }

  @ParameterizedTest
  @CsvSource({
    "GET,  cross-site, navigate, document, true",
    "GET,  same-site,  navigate, document, true",
    "HEAD, cross-site, navigate, document, false",
    "POST, cross-site, navigate, document, false",
    "POST, same-site,  navigate, document, false",
    "GET,  cross-site, navigate, iframe,   false",
    "GET,  cross-site, navigate, embed,    false",
    "GET,  cross-site, no-cors,  image,    false",
    "GET,  same-site,  no-cors,  script,   false",
    "GET,  cross-site, no-cors,  document, false",
    "GET,  whatever,   cors,     empty,    false"
  })
  void answersALinkButNoImageScriptFrameOrForm(
      String method, String site, String mode, String destination, boolean answered) {
    Optional<String> refusal =
        BrowserRule.ownOrigin()
            .refusal(
                request(
                    "127.0.0.1",
                    method,
                    Map.of(
                        "Host", "127.0.0.1:8080",
                        "Sec-Fetch-Site", site,
                        "Sec-Fetch-Mode", mode,
                        "Sec-Fetch-Dest", destination)));

    assertThat(refusal).isEqualTo(answered ? Optional.empty() : Optional.of(OTHER_ORIGIN));
  }

  private static Optional<String> refusal(Map<String, String> headers) {
    Map<String, String> all = new HashMap<>(Map.of("Host", "127.0.0.1:8080"));
    all.putAll(headers);
    return BrowserRule.ownOrigin().refusal(request("127.0.0.1", "GET", all));
  }

  private static BrowserRule.Request request(
      String remote, String method, Map<String, String> headers) {
    return new BrowserRule.Request(remote, "http", method, headers::get);
  }
}
