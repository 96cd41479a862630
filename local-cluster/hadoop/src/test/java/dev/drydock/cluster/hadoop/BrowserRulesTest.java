package dev.drydock.cluster.hadoop;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BrowserRulesTest {
  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1:8088", "localhost:8088", "LOCALHOST", "[::1]:8088"})
  void aLoopbackHostIsAnswered(String host) {
    assertThat(BrowserRules.refusal("127.0.0.1", "GET", "/", host, null, null)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"evil.example", "127.0.0.1.evil.example:80", "localhost.evil.example", ""})
  void anyOtherHostIsRefused(String host) {
    assertThat(BrowserRules.refusal("127.0.0.1", "GET", "/", host, null, null))
        .hasValueSatisfying(why -> assertThat(why).startsWith("use 127.0.0.1 or localhost"));
  }

  @Test
  void aRequestWithoutAHostIsRefused() {
    assertThat(BrowserRules.refusal("127.0.0.1", "GET", "/", null, null, null)).isPresent();
  }

  @Test
  void anotherMachineIsRefusedWhateverItSays() {
    assertThat(BrowserRules.refusal("192.0.2.7", "GET", "/", "127.0.0.1", null, null))
        .hasValue("this answers this machine only");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example",
        "null",
        "http://127.0.0.1.evil.example",
        "http://localhost@evil.example"
      })
  void aForeignOriginIsRefused(String origin) {
    assertThat(BrowserRules.refusal("127.0.0.1", "GET", "/", "127.0.0.1", origin, null))
        .isPresent();
  }

  @Test
  void ourOwnPagesMayUseEachOther() {
    assertThat(
            BrowserRules.refusal(
                "127.0.0.1",
                "PUT",
                "/webhdfs/v1/a",
                "127.0.0.1:9864",
                "http://127.0.0.1:9870",
                "same-site"))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /ws/v1/cluster/apps, false",
    "PUT, /ws/v1/cluster/apps/application_1_1/state, false",
    "DELETE, /ws/v1/cluster/reservation/delete, false",
    "PUT, /ws/v1/node/auxiliaryservices, false",
    "GET, /container/container_1/root, false",
    "GET, /ws/v1/cluster/apps, true",
    "DELETE, /webhdfs/v1/a, true"
  })
  void onlyFilesAreChangedByHttp(String method, String path, boolean answered) {
    assertThat(BrowserRules.refusal("127.0.0.1", method, path, "127.0.0.1", null, null).isEmpty())
        .isEqualTo(answered);
  }
}
