package dev.drydock.cli.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RemoteFilesTest {
  @Test
  void requestsAreOneLineWhateverTheNames() {
    List<String> fields = List.of("check", "file:/a\tb\n한국", "", "a+b %");
    assertThat(RemoteFiles.encode(fields)).doesNotContain("\n").matches("[^\t]*(\t[^\t]*){3}");
    assertThat(RemoteFiles.decode(RemoteFiles.encode(fields))).isEqualTo(fields);
  }
}
