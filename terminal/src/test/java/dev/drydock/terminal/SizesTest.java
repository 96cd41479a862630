package dev.drydock.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class SizesTest {
  @Test
  void readsSizes() {
    Sizes sizes = new Sizes();
    assertThat(sizes.convert("1g")).isEqualTo(1L << 30);
    assertThat(sizes.convert("10M")).isEqualTo(10L << 20);
    assertThat(sizes.convert("3kb")).isEqualTo(3072);
    assertThat(sizes.convert("7")).isEqualTo(7);
    assertThatThrownBy(() -> sizes.convert("much")).hasMessage("give a size such as 10m or 1g");
    assertThatThrownBy(() -> sizes.convert("999999999999t")).hasMessage("too large");
  }

  @Test
  void writesSizesAndTimes() {
    assertThat(Sizes.bytes(1023)).isEqualTo("1023 B");
    assertThat(Sizes.bytes(1536)).isEqualTo("1.5 KB");
    assertThat(Sizes.bytes(400L << 20)).isEqualTo("400 MB");
    assertThat(Sizes.uptime(Duration.ofSeconds(59))).isEqualTo("59 s");
    assertThat(Sizes.uptime(Duration.ofMinutes(59))).isEqualTo("59 min");
    assertThat(Sizes.uptime(Duration.ofMinutes(150))).isEqualTo("2 h 30 min");
  }
}
