package dev.drydock.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.text.ExpectedWords;
import dev.drydock.text.SampleJob;
import dev.drydock.text.SampleJob.Run;
import dev.drydock.text.WordRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Runs the jobs on Spark's local master with two threads. */
class SparkJobsTest {
  @TempDir private Path folder;
  private SampleJob job;

  @BeforeEach
  void makeInput() throws IOException {
    job = new SampleJob(folder, SparkJobsTest::run);
  }

  private static int run(String[] arguments) {
    String[] rest = Arrays.copyOfRange(arguments, 1, arguments.length);
    return arguments[0].equals("wordcount") ? WordCount.run(rest) : TopWords.run(rest);
  }

  @ParameterizedTest
  @EnumSource
  void wordCountEqualsTheReference(WordRule rule) throws IOException {
    ExpectedWords expected = job.writeSamples(rule);

    Run run = job.run("wordcount", "--words", rule.label());
    assertThat(run.exit()).as(run.error()).isZero();
    assertThat(job.sortedLines()).isEqualTo(expected.lines());
    assertThat(Path.of(job.out(), "_SUCCESS")).isEmptyFile();
    assertThat(run.error())
        .containsPattern("(?m)^malformed UTF-8: \\d+ sequences replaced by U\\+FFFD$");
  }

  @ParameterizedTest
  @EnumSource
  void topWordsAreInTotalOrderInOneFile(WordRule rule) throws IOException {
    ExpectedWords expected = job.writeSamples(rule);

    Run run = job.run("topwords", "--words", rule.label(), "--top", "500");
    assertThat(run.exit()).as(run.error()).isZero();
    assertThat(job.parts()).hasSize(1);
    assertThat(job.lines()).isEqualTo(expected.topLines(500));
    assertThat(folder).isDirectoryNotContaining("glob:**/_*");
  }

  @Test
  void anEmptyFileGivesAnEmptyResult() throws IOException {
    job.write("empty", new byte[0]);

    Run run = job.run("wordcount");
    assertThat(run.exit()).as(run.error()).isZero();
    assertThat(job.lines()).isEmpty();
  }

  @Test
  void wrongUsageIsOneLineAndExit2() {
    assertThat(job.run("wordcount", "--wrods", "unicode"))
        .isEqualTo(new Run(2, "wordcount: unknown flag --wrods: did you mean --words?\n"));
    assertThat(job.runExactly("topwords", "in"))
        .isEqualTo(new Run(2, "usage: topwords [--words whitespace|unicode] [--top N] IN OUT\n"));
  }

  @Test
  void missingInputIsOneLineAndExit1() throws IOException {
    Files.delete(Path.of(job.in()));

    Run expected = new Run(1, "Input path does not exist: file:" + job.in() + "\n");
    assertThat(job.run("wordcount")).isEqualTo(expected);
    assertThat(job.run("topwords")).isEqualTo(expected);
  }

  @Test
  void existingOutputIsRefusedBeforeAnythingRuns() throws IOException {
    Files.createDirectory(Path.of(job.out()));

    Run expected = new Run(1, "Output directory " + job.out() + " already exists\n");
    assertThat(job.run("wordcount")).isEqualTo(expected);
    assertThat(job.run("topwords")).isEqualTo(expected);
    assertThat(Path.of(job.out())).isEmptyDirectory();
  }

  @Test
  void aTruncatedFileIsNamed() throws IOException {
    job.writeTruncatedGzip("text.gz");

    Run run = job.run("wordcount");
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.error())
        .endsWith(
            "file:%s/text.gz: the compressed data ends too early: is the file truncated?%n"
                .formatted(job.in()));
    assertThat(Path.of(job.out(), "_SUCCESS")).doesNotExist();
  }

  @Test
  void anEmptyFileThatShouldBeCompressedIsDamaged() throws IOException {
    job.write("empty.gz", new byte[0]);

    assertThat(job.run("wordcount").exit()).isEqualTo(1);
  }
}
