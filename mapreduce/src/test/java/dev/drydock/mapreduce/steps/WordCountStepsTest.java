package dev.drydock.mapreduce.steps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.jobs.SampleJob;
import dev.drydock.jobs.SampleJob.Run;
import dev.drydock.text.ExpectedWords;
import dev.drydock.text.WordRule;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.util.ToolRunner;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WordCountStepsTest {
  @TempDir private Path folder;
  private SampleJob job;

  @BeforeEach
  void makeInput() throws IOException {
    job = new SampleJob(folder, WordCountStepsTest::run);
  }

  private static int run(String... arguments) {
    try {
      return ToolRunner.run(new Configuration(), new WordCountSteps(), arguments);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"no-combiner", "combiner", "in-mapper", "bytes", "chunks"})
  void everyStepWritesTheSameLines(String step) throws IOException {
    ExpectedWords expected = job.writeSamples(WordRule.WHITESPACE);

    Run run = job.run(step);
    assertThat(run.exit()).as(run.error()).isZero();
    assertThat(job.sortedLines()).isEqualTo(expected.lines());
  }

  @Test
  void theStepsAreListed() {
    assertThat(job.runExactly("in", "out"))
        .isEqualTo(new Run(2, "usage: no-combiner|combiner|in-mapper|bytes|chunks IN OUT\n"));
  }
}
