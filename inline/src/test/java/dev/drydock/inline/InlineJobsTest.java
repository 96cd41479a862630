package dev.drydock.inline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.text.ExpectedWords;
import dev.drydock.text.SampleJob;
import dev.drydock.text.SampleJob.Run;
import dev.drydock.text.WordRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class InlineJobsTest {
  @TempDir private Path folder;
  private SampleJob job;

  @BeforeEach
  void makeInput() throws IOException {
    job = new SampleJob(folder, InlineJobs::start);
  }

  @ParameterizedTest
  @EnumSource
  void wordCountEqualsTheReference(WordRule rule) throws IOException {
    ExpectedWords expected = job.writeSamples(rule);

    Run run = job.run("wordcount", "--words", rule.label());
    assertThat(run.exit()).as(run.error()).isZero();
    assertThat(job.parts()).containsExactly(Path.of(job.out(), "part-r-00000"));
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

    assertThat(job.run("wordcount"))
        .isEqualTo(
            new Run(
                1,
                "file:%s/text.gz: the compressed data ends too early: is the file truncated?%n"
                    .formatted(job.in())));
    assertThat(Path.of(job.out())).doesNotExist();
  }

  @Test
  void anUnknownJobIsWrongUsage() {
    assertThat(job.run("wordcont"))
        .isEqualTo(new Run(2, "unknown job wordcont: did you mean wordcount?\n"));
  }

  @Test
  void whatIsNoPathIsOneLine() {
    assertThat(job.runExactly("wordcount", "", job.out()))
        .isEqualTo(new Run(1, "Can not create a Path from an empty string\n"));
  }

  @Test
  void anEmptyFileThatShouldBeCompressedIsDamaged() throws IOException {
    job.write("empty.gz", new byte[0]);

    assertThat(job.run("wordcount").exit()).isEqualTo(1);
  }
}
