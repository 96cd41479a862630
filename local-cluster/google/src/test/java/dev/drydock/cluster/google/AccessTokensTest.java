package dev.drydock.cluster.google;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTokensTest {
  private static final Instant BEGIN = Instant.parse("2026-11-22T09:00:00Z");
  private static final AccessTokens TOKENS = at(BEGIN, "secret");

  private static AccessTokens at(Instant instant, String secret) {
    return new AccessTokens(secret, InstantSource.fixed(instant));
  }

  @Test
  void lastsAnHourAlsoAcrossARestart() {
    String token = TOKENS.issue();

    assertThat(TOKENS.accepts(token)).isTrue();
    assertThat(at(BEGIN.plusSeconds(3599), "secret").accepts(token)).isTrue();
    assertThat(at(BEGIN.plusSeconds(3600), "secret").accepts(token)).isFalse();
  }

  @Test
  void isNeverTheSameTwice() {
    assertThat(TOKENS.issue()).isNotEqualTo(TOKENS.issue());
  }

  @Test
  void isNoneOfAnotherServers() {
    assertThat(TOKENS.accepts(at(BEGIN, "another").issue())).isFalse();
  }

  @Test
  void canBeChangedNowhere() {
    String token = TOKENS.issue();
    for (int i = 0; i < token.length() - 1; i++) {
      char other = token.charAt(i) == 'A' ? 'B' : 'A';
      String changed = token.substring(0, i) + other + token.substring(i + 1);
      assertThat(TOKENS.accepts(changed)).as(changed).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ya29.", "ya29.AAAA", "ya29.!", "secret", "emulator-1"})
  void isNotJustAnything(String token) {
    assertThat(TOKENS.accepts(token)).isFalse();
  }
}
