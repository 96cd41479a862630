package dev.drydock.cluster.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoopbackFilterTest {
  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1:8080", "localhost:8080", "LOCALHOST", "[::1]:8080"})
  void answersNamesOfTheLoopbackAddress(String host) {
    assertThat(LoopbackFilter.refusal("GET", Map.of("Host", host)::get)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"evil.example", "127.0.0.1.evil.example", "localhost:80@evil.example", "10.0.0.1"})
  void refusesOtherNames(String host) {
    assertThat(LoopbackFilter.refusal("GET", Map.of("Host", host)::get))
        .contains("ask for this page as 127.0.0.1 or localhost");
  }

  @Test
  void refusesWhatTellsNoHost() {
    assertThat(LoopbackFilter.refusal("GET", Map.<String, String>of()::get)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://evil.example", "http://127.0.0.1:9999", "null"})
  void refusesOtherOrigins(String origin) {
    assertThat(refusal("POST", Map.of("Origin", origin)))
        .isEqualTo("this page does not answer pages of another origin");
  }

  @Test
  void answersItsOwnPages() {
    assertThat(refusal("GET", Map.of("Origin", "http://127.0.0.1:8080"))).isEmpty();
    assertThat(refusal("GET", Map.of("Sec-Fetch-Site", "same-origin"))).isEmpty();
    assertThat(refusal("GET", Map.of("Sec-Fetch-Site", "none"))).isEmpty();
  }

  @Test
  void answersALinkButNoScriptFrameOrFormOfAnotherSite() {
    assertThat(refusal("GET", crossSite("navigate", "document"))).isEmpty();
    assertThat(refusal("GET", crossSite("no-cors", "script"))).isNotEmpty();
    assertThat(refusal("GET", crossSite("navigate", "iframe"))).isNotEmpty();
    assertThat(refusal("POST", crossSite("navigate", "document"))).isNotEmpty();
  }

  private static Map<String, String> crossSite(String mode, String destination) {
    return Map.of(
        "Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", mode, "Sec-Fetch-Dest", destination);
  }

  private static String refusal(String method, Map<String, String> headers) {
    Map<String, String> all = new HashMap<>(headers);
    all.put("Host", "127.0.0.1:8080");
    return LoopbackFilter.refusal(method, all::get).orElse("");
  }
}
