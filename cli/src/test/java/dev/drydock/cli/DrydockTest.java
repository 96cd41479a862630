package dev.drydock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.cli.jobs.Run;
import dev.drydock.jobs.Job;
import dev.drydock.jobs.Jobs;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine.Model.OptionSpec;

/** What the command answers without any service. */
final class DrydockTest {
  private final PrintStream realOutput = System.out;
  private final PrintStream realErrors = System.err;
  private final ByteArrayOutputStream output = new ByteArrayOutputStream();
  private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

  @BeforeEach
  void capture() {
    System.setOut(new PrintStream(output, true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(errors, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void restore() {
    System.setOut(realOutput);
    System.setErr(realErrors);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          staus                                        | unknown command 'staus': did you mean status?
          run wordcount --onn yarn in out              | unknown option '--onn': did you mean --on?
          run wordcount --on yarn --ovrwrite in out    | unknown option '--ovrwrite': did you mean --overwrite?
          run wordcount in out                         | --on is missing: choose one of inline, hadoop-local, yarn, spark-local, spark, spark-yarn
          run --on inline                              | a run needs a job, an input and an output; see drydock run --help
          run wordcount --on inline in                 | wordcount needs an input and an output; see drydock run --help
          run wordcuont --on inline in out             | no job is called 'wordcuont': did you mean wordcount?
          run topwrods --top 3 --on inline in out      | no job is called 'topwrods': did you mean topwords?
          run wordcuont --on inline wordcount out      | no job is called 'wordcuont': did you mean wordcount?
          run --on inline in out                       | no job is called 'in': choose one of wordcount-textbook, wordcount-dataframe, wordcount, topwords
          run wordcount --on yran in out               | no target is called 'yran': did you mean yarn?
          run wordcount-dataframe --on yarn in out     | wordcount-dataframe does not run on yarn: choose one of spark-local, spark, spark-yarn
          run wordcount-textbook --on inline in out    | wordcount-textbook does not run on inline: choose one of hadoop-local, yarn, spark-local, spark, spark-yarn
          run wordcount --on inline in out more        | 'more' is one argument too many: quote a glob, so that the job expands it
          run wordcount --on inline --wrods x a b      | unknown option '--wrods': did you mean --words?
          run wordcount --on inline --words uncode a b | --words uncode: did you mean unicode?
          run --words latin wordcount --on inline a b  | --words latin: choose one of whitespace, unicode
          run topwords --on inline a b --top=0         | --top 0: give a whole number from 1 to 1000000
          run topwords --on spark --deploy-mode x a b  | --deploy-mode is for --on spark-yarn only
          run --on inline --jar a.jar in out           | inline does not run jars: choose one of hadoop-local, yarn, spark-local, spark, spark-yarn
          run --on spark --jar=a.jar wordcount in out  | --class is missing: which class of the jar is the Spark job?
          run --on yarn --jar a.jar --ovrwrite in out  | unknown option '--ovrwrite': did you mean --overwrite?
          up hdsf                                      | no service is called 'hdsf': did you mean hdfs?
          down s4                                      | no service is called 's4': did you mean s3?
          up --port spark.master=70000                 | --port spark.master=70000: give a number from 1 to 65535
          up --port spark.master=7 --port s3=7         | --port 7 is given for both spark.master and s3
          up s3 --port hdfs.namenode=9000              | no port of these services is called 'hdfs.namenode': choose one of s3
          up --port hdfs.namnode=9000                  | no port of these services is called 'hdfs.namnode': did you mean hdfs.namenode?
          hdfs dsf                                     | hdfs has no subcommand 'dsf' here: did you mean dfs?
          generate txt file                            | 'txt' cannot be generated: did you mean text?
          generate text file --distinct 0              | --distinct 0: give a number from 1 to 50000000
          """)
  void wrongUsageIsOneLineWithTheNearest(String line, String message) {
    assertThat(Drydock.execute(line.split(" "))).isEqualTo(2);
    assertThat(errors()).isEqualTo("drydock: " + message + "\n");
    assertThat(output()).isEmpty();
  }

  @Test
  void aPathThatIsEmpty() {
    assertThat(Drydock.execute("run", "wordcount", "--on", "inline", "", "out")).isEqualTo(2);
    assertThat(errors())
        .isEqualTo("drydock: an empty path names nothing: give an input and an output\n");
  }

  @Test
  void aSizeThatIsNone() {
    assertThat(Drydock.execute("generate", "text", "f", "--size", "big")).isEqualTo(2);
    assertThat(errors()).isEqualTo("drydock: --size big: give a size such as 10m or 1g\n");
  }

  @Test
  void aFileThatCannotBeGenerated(@TempDir Path folder) {
    for (Path file : List.of(folder, folder.resolve("none/text.txt"))) {
      errors.reset();
      assertThat(Drydock.execute("generate", "text", file.toString(), "--size", "1k")).isEqualTo(1);
      assertThat(errors())
          .isEqualTo("drydock: cannot write " + file + ": name a file in a folder that exists\n");
    }
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void versionsAreOneLine() {
    assertThat(Drydock.execute("--version")).isZero();
    assertThat(output())
        .matches("drydock \\S+ \\(Hadoop [\\d.]+, Spark [\\d.]+, Java " + feature() + "\\b.*\\)\n");
    assertThat(errors()).isEmpty();
  }

  private static int feature() {
    return Runtime.version().feature();
  }

  /** What Spark's programs and our own say comes from processes of their own. */
  static List<String> verbs() {
    return Drydock.verbs().keySet().stream()
        .filter(verb -> !verb.startsWith("spark") && !List.of("storage", "bench").contains(verb))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("verbs")
  void everyVerbHasHelpWithAnExample(String verb) {
    assertThat(Drydock.execute(verb, "--help")).isZero();
    assertThat(output()).contains("Usage: drydock " + verb).contains("Example");
    assertThat(errors()).isEmpty();
  }

  static List<Job<?>> jobs() {
    return Jobs.ALL;
  }

  @ParameterizedTest
  @MethodSource("jobs")
  void everyJobHasHelpOfItsOwn(Job<?> job) {
    assertThat(Drydock.execute("run", job.name(), "--help")).isZero();
    assertThat(output())
        .startsWith("Usage: drydock run " + job.name() + " --on TARGET ")
        .contains(job.summary(), "Targets: ", "'drydock run --help' shows", "Example:");
    for (OptionSpec flag : job.command().getCommandSpec().options()) {
      assertThat(output()).contains(flag.longestName());
    }
    assertThat(errors()).isEmpty();
  }

  @Test
  void theHelpOfRunListsTheJobs() {
    assertThat(Drydock.execute("run", "--help")).isZero();
    for (Job<?> job : Jobs.ALL) {
      assertThat(output().replaceAll("\\s+", " ")).contains(" " + job.name() + " " + job.summary());
    }
  }

  /** Or a job could not be given one of the two. */
  @Test
  void noFlagOfAJobIsAnOptionOfRun() {
    Set<String> options = Run.spec().optionsMap().keySet();
    for (Job<?> job : Jobs.ALL) {
      assertThat(job.command().getCommandSpec().optionsMap().keySet())
          .as(job.name())
          .doesNotContainAnyElementsOf(options);
    }
  }

  @Test
  void completionKnowsJobsFlagsTargetsAndServices() {
    assertThat(Drydock.execute("completion")).isZero();
    assertThat(output())
        .contains("wordcount-textbook", "--top", "whitespace", "hadoop-local", "redis")
        .contains("s3-objects", "storage");
    assertThat(errors()).isEmpty();
  }

  @Test
  void withoutAVerbItShowsAll() {
    assertThat(Drydock.execute()).isZero();
    assertThat(output()).contains(Drydock.verbs().keySet());
  }

  private String output() {
    return output.toString(StandardCharsets.UTF_8);
  }

  private String errors() {
    return errors.toString(StandardCharsets.UTF_8);
  }
}
