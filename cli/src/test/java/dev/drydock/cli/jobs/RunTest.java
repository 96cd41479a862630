package dev.drydock.cli.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class RunTest {
  @Test
  void pathsWithoutASchemeAreLocal() {
    assertThat(Run.qualified("hdfs:/in")).isEqualTo("hdfs:/in");
    assertThat(Run.qualified("s3a://b/*.gz")).isEqualTo("s3a://b/*.gz");
    assertThat(Run.qualified("/tmp/a b")).isEqualTo("file:///tmp/a b");
    assertThat(Run.qualified("*.txt"))
        .isEqualTo("file://" + Path.of("").toAbsolutePath() + "/*.txt");
  }
}
