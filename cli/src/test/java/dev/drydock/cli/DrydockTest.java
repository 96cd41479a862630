package dev.drydock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

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
          run wordcuont --on inline in out             | no job is called 'wordcuont': did you mean wordcount?
          run wordcount --on yran in out               | no target is called 'yran': did you mean yarn?
          run wordcount --on inline in out more        | 'more' is one argument too many: quote a glob, so that the job expands it
          run wordcount --on inline --words uncode a b | --words uncode: did you mean unicode?
          run wordcount --on inline --top 3 a b        | --top is for topwords only
          run topwords --on inline --top 0 a b         | --top 0: give a number from 1 up
          run topwords --on spark --deploy-mode x a b  | --deploy-mode is for --on spark-yarn only
          run --on inline --jar a.jar in out           | inline runs only wordcount and topwords: a jar needs an engine
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
    assertThat(errors()).contains("'big' is not a size: try 10m or 1g").hasLineCount(1);
  }

  @Test
  void aFileThatCannotBeGenerated(@TempDir Path folder) {
    for (Path file : List.of(folder, folder.resolve("none/text.txt"))) {
      errors.reset();
      assertThat(Drydock.execute("generate", "text", file.toString(), "--size", "1k")).isEqualTo(1);
      assertThat(errors())
          .isEqualTo("drydock: cannot write " + file + ": name a file in a folder that is there\n");
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
