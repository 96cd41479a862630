package dev.drydock.cli.services;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EnvTest {
  @Test
  void exportsAreQuotedForAnyShell() {
    assertThat(Env.quoted("it's $HOME")).isEqualTo("'it'\\''s $HOME'");
  }
}
