package dev.drydock.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.jobs.Engine;
import dev.drydock.jobs.JobsContract;
import dev.drydock.jobs.SampleJob.Run;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Runs the jobs on Spark's local master with two threads. */
class SparkJobsTest extends JobsContract {
  SparkJobsTest() {
    super(Engine.SPARK);
  }

  @Override
  protected int run(String[] arguments) {
    String[] rest = Arrays.copyOfRange(arguments, 1, arguments.length);
    return switch (arguments[0]) {
      case "wordcount-textbook" -> {
        TextbookWordCount.main(rest);
        yield 0;
      }
      case "wordcount-dataframe" -> {
        try {
          DataFrameWordCount.main(rest);
          yield 0;
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
      case "wordcount" -> WordCount.run(rest);
      case "topwords" -> TopWords.run(rest);
      default -> throw new IllegalArgumentException(arguments[0]);
    };
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
