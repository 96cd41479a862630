package dev.drydock.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.text.JobsContract;
import dev.drydock.text.SampleJob.Run;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Runs the jobs on Spark's local master with two threads. */
class SparkJobsTest extends JobsContract {
  @Override
  protected int run(String[] arguments) {
    String[] rest = Arrays.copyOfRange(arguments, 1, arguments.length);
    return arguments[0].equals("wordcount") ? WordCount.run(rest) : TopWords.run(rest);
  }

  @Override
  protected void assertWordCountParts(List<Path> parts) {
    assertThat(parts).isNotEmpty();
  }

  @Override
  protected void assertTruncatedIsTold(Run run) {
    assertThat(run.error())
        .endsWith(
            "file:%s/text.gz: the compressed data ends too early: is the file truncated?%n"
                .formatted(job.in()));
  }
}
