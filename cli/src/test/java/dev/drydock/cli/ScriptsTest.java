package dev.drydock.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScriptsTest {
  @ParameterizedTest
  @ValueSource(strings = {"drydock", "mvnw", ".ci/run", "local-cluster/record-classes.sh"})
  void shellcheckFindsNothing(String script) throws Exception {
    assumeTrue(
        isThere("shellcheck") || Boolean.parseBoolean(System.getenv("CI")),
        "needs shellcheck: install Debian's package shellcheck");
    Outcome outcome =
        Outcome.of(List.of("shellcheck", Modules.HOME.resolve(script).toString()), Map.of());
    assertThat(outcome.output() + outcome.errors()).isEmpty();
  }

  private static boolean isThere(String program) {
    try {
      return new ProcessBuilder(program, "--version")
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
