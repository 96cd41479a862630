package dev.drydock.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.drydock.jobs.SampleJob.Run;
import dev.drydock.text.ExpectedWords;
import dev.drydock.text.WordRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the jobs of the catalogue keep to, whatever engine runs them. */
@TestInstance(Lifecycle.PER_CLASS) // the jobs of an engine are the parameters of its tests
public abstract class JobsContract {
  private final Engine engine;
  @TempDir protected Path folder;
  protected SampleJob job;

  protected JobsContract(Engine engine) {
    this.engine = engine;
  }

  List<String> jobs() {
    return Jobs.on(engine).stream().map(Job::name).toList();
  }

  /**
   * Runs a job in this JVM and gives its exit code.
   *
   * @param arguments the job's name, then its arguments
   */
  protected abstract int run(String[] arguments);

  /** The part files that {@code wordcount} makes of the samples. */
  protected abstract void assertWordCountParts(List<Path> parts);

  /** What the error says about an input file that ends in the middle of its compressed data. */
  protected abstract void assertTruncatedIsTold(Run run);

  /** How messages of the engine show a local path. */
  protected String shown(String path) {
    return path;
  }

  @BeforeEach
  void makeInput() throws IOException {
    job = new SampleJob(folder, this::run);
  }

  @ParameterizedTest
  @MethodSource("jobs")
  void givesTheBytesOfTheReference(String name) throws IOException {
    ExpectedWords expected = job.writeSamples(WordRule.WHITESPACE);

    Run run = job.run(name);
    assertThat(run.exit()).as(run.error()).isZero();
    switch (name) {
      case "wordcount-textbook", "wordcount-dataframe", "wordcount" ->
          assertThat(job.sortedLines()).isEqualTo(expected.lines());
      case "topwords" -> assertThat(job.lines()).isEqualTo(expected.topLines(20));
      default -> fail("which lines does %s give?", name);
    }
    assertThat(Path.of(job.out(), "_SUCCESS")).isEmptyFile();
  }

  @ParameterizedTest
  @EnumSource
  void wordCountEqualsTheReference(WordRule rule) throws IOException {
    ExpectedWords expected = job.writeSamples(rule);

    Run run = job.run("wordcount", "--words", rule.label());
    assertThat(run.exit()).as(run.error()).isZero();
    assertWordCountParts(job.parts());
    assertThat(job.sortedLines()).isEqualTo(expected.lines());
    Counters counters = Counters.find(run.error()).orElseThrow();
    assertThat(counters.values())
        .containsOnlyKeys("malformed-sequences", "words")
        .containsEntry("words", expected.counts().values().stream().mapToLong(n -> n).sum());
    assertThat(run.error().lines())
        .contains(
            "malformed UTF-8: %d sequences replaced by U+FFFD"
                .formatted(counters.values().get("malformed-sequences")));
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
    assertThat(Counters.find(run.error()).orElseThrow().values())
        .containsEntry("words", expected.counts().values().stream().mapToLong(n -> n).sum());
  }

  @Test
  void anEmptyFileGivesAnEmptyResult() throws IOException {
    job.write("empty", new byte[0]);

    Run run = job.run("wordcount");
    assertThat(run.exit()).as(run.error()).isZero();
    assertThat(job.lines()).isEmpty();
  }

  @Test
  void anEmptyFileThatShouldBeCompressedIsDamaged() throws IOException {
    job.write("empty.gz", new byte[0]);

    assertThat(job.run("wordcount").exit()).isEqualTo(1);
  }

  @Test
  void aTruncatedFileFailsTheJob() throws IOException {
    job.writeTruncatedGzip("text.gz");

    Run run = job.run("wordcount");
    assertThat(run.exit()).isEqualTo(1);
    assertTruncatedIsTold(run);
    assertThat(Path.of(job.out(), "_SUCCESS")).doesNotExist();
  }

  @Test
  void wrongUsageIsOneLineAndExit2() {
    assertThat(job.run("wordcount", "--word", "unicode"))
        .isEqualTo(new Run(2, "wordcount: unknown flag --word: did you mean --words?\n"));
    assertThat(job.runExactly("topwords", "in"))
        .isEqualTo(new Run(2, "usage: topwords [--words=whitespace|unicode] [--top=N] IN OUT\n"));
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

    Run expected = new Run(1, "Output directory " + shown(job.out()) + " already exists\n");
    assertThat(job.run("wordcount")).isEqualTo(expected);
    assertThat(job.run("topwords")).isEqualTo(expected);
    assertThat(Path.of(job.out())).isEmptyDirectory();
  }

  @Test
  void whatIsNoPathIsOneLine() {
    assertThat(job.runExactly("wordcount", "", job.out()))
        .isEqualTo(new Run(1, "Can not create a Path from an empty string\n"));
  }
}
