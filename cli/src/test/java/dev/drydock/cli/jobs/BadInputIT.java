package dev.drydock.cli.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.cli.Cluster;
import dev.drydock.cli.Outcome;
import dev.drydock.cli.generate.ZipfText;
import dev.drydock.cluster.ServiceName;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a user gets to read when something is wrong with the input, the output or the cluster. */
@ExtendWith(Cluster.class)
final class BadInputIT {
  @TempDir private Path folder;

  /** All; Spark on YARN where its distribution is, which CI always has. */
  static List<Target> targets() throws Exception {
    List<Target> targets = new ArrayList<>(List.of(Target.values()));
    if (!Cluster.sparkOnYarn()) {
      targets.remove(Target.SPARK_YARN);
    }
    return targets;
  }

  @ParameterizedTest
  @MethodSource("targets")
  void inputThatIsNotThere(Target target) throws Exception {
    Path input = folder.resolve("missing.txt");
    Outcome outcome = run(target, input.toString());
    assertThat(outcome.problems()).contains(input.toString()).hasLineCount(1);
    assertFailedLeavingNothing(outcome);
  }

  @Test
  void directoryWithoutFiles() throws Exception {
    Path input = Files.createDirectory(folder.resolve("in"));
    Outcome outcome = run(Target.YARN, input.toString());
    assertThat(outcome.problems()).contains(input.toString()).hasLineCount(1);
    Files.delete(input);
    assertFailedLeavingNothing(outcome);
  }

  @ParameterizedTest
  @MethodSource("targets")
  void emptyFileHasNoWords(Target target) throws Exception {
    Path input = Files.createFile(folder.resolve("empty.txt"));
    Outcome outcome = run(target, input.toString());
    assertThat(outcome.exitCode()).describedAs(outcome.toString()).isZero();
    assertThat(outcome.output()).startsWith("0 words, 0 different");
  }

  @Test
  void outputThatExistsIsReplacedOnlyAfterSuccess() throws Exception {
    Path input = Files.writeString(folder.resolve("in.txt"), "one two two\n");
    Path output = Files.createDirectory(folder.resolve("out"));
    Files.writeString(output.resolve("part-00000"), "precious\t1\n");

    Outcome refused = run(Target.HADOOP_LOCAL, input.toString());
    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.problems()).contains("--overwrite").hasLineCount(1);

    Path truncated = truncatedGzip();
    Outcome failed = run(Target.INLINE, truncated.toString(), "--overwrite");
    assertThat(failed.exitCode()).isEqualTo(1);
    assertThat(output.resolve("part-00000")).hasContent("precious\t1");

    Outcome replaced = run(Target.INLINE, input.toString(), "--overwrite");
    assertThat(replaced.exitCode()).describedAs(replaced.toString()).isZero();
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactlyInAnyOrder(input, truncated, output);
    }
  }

  @Test
  void outputThatNoJobHasWrittenStays() throws Exception {
    Path input = Files.writeString(folder.resolve("in.txt"), "one\n");
    Path output = Files.createDirectory(folder.resolve("out"));
    Path letter = Files.writeString(output.resolve("letter.txt"), "precious");
    Outcome outcome = run(Target.INLINE, input.toString(), "--overwrite");
    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.problems())
        .contains(": contains letter.txt, which no job has written")
        .hasLineCount(1);
    assertThat(letter).hasContent("precious");
  }

  @ParameterizedTest
  @CsvSource({
    "s3://drydock/x, use hdfs:/path",
    "hdfs:nope, is not a path",
    "hdfs://no-such-host.invalid:9000/x, cannot be reached"
  })
  void pathsThatCannotBeRead(String input, String message) throws Exception {
    Outcome outcome = run(Target.INLINE, input);
    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.problems()).startsWith("drydock: ").contains(message).hasLineCount(1);
    assertThat(outcome.problems()).doesNotContain("Exception");
  }

  @ParameterizedTest
  @MethodSource("targets")
  void gzipThatEndsTooEarly(Target target) throws Exception {
    Path input = truncatedGzip();
    Outcome outcome = run(target, input.toString(), "-D", "mapreduce.map.maxattempts=1");
    assertThat(outcome.problems().lines().findFirst().orElseThrow())
        .contains("cut.gz: the compressed data ends too early");
    Files.delete(input);
    assertFailedLeavingNothing(outcome);
  }

  @ParameterizedTest
  @MethodSource("targets")
  void lineOf200MegabytesIsCounted(Target target) throws Exception {
    Path input = folder.resolve("line.txt");
    byte[] words = "drydock ".repeat(1 << 17).getBytes(StandardCharsets.UTF_8);
    try (OutputStream out = Files.newOutputStream(input)) {
      for (int i = 0; i < 200; i++) {
        out.write(words);
      }
    }
    Outcome outcome = run(target, input.toString());
    assertThat(outcome.exitCode()).describedAs(outcome.toString()).isZero();
    assertThat(outcome.output()).startsWith(200 * (1 << 17) + " words, 1 different");
  }

  @ParameterizedTest
  @MethodSource("targets")
  void wordThatIsNoText(Target target) throws Exception {
    Path input = folder.resolve("binary");
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(input))) {
      out.write('a');
      out.write(' ');
      byte[] block = new byte[1 << 20];
      Arrays.fill(block, (byte) 'x');
      for (int i = 0; i < 17; i++) {
        out.write(block);
      }
    }
    Outcome outcome = run(target, input.toString(), "-D", "mapreduce.map.maxattempts=1");
    assertThat(outcome.problems().lines().findFirst().orElseThrow())
        .contains("a word of more than 16 MiB at byte 2");
    Files.delete(input);
    assertFailedLeavingNothing(outcome);
  }

  @Test
  void wrongCredentialsForS3() throws Exception {
    Path input = Files.writeString(folder.resolve("in.txt"), "one\n");
    for (Target target : List.of(Target.INLINE, Target.SPARK)) {
      Outcome outcome =
          Cluster.drydock(
              "run",
              "wordcount",
              "--on",
              target.label(),
              "-D",
              "fs.s3a.secret.key=wrong",
              input.toString(),
              "s3a://drydock/denied");
      assertThat(outcome.exitCode()).isEqualTo(1);
      assertThat(outcome.problems())
          .isEqualTo(
              "drydock: s3a://drydock/denied: access denied: check the credentials, or the"
                  + " permissions\n");
    }
  }

  @Test
  void bucketThatIsNotThere() throws Exception {
    Path input = Files.writeString(folder.resolve("in.txt"), "one\n");
    for (String bucket : List.of("s3a://no-such-bucket", "gs://no-such-bucket")) {
      Outcome outcome =
          Cluster.drydock("run", "wordcount", "--on", "yarn", input.toString(), bucket + "/out");
      assertThat(outcome.exitCode()).isEqualTo(1);
      assertThat(outcome.problems())
          .isEqualTo(
              "drydock: " + bucket + ": bucket does not exist: create it first, or name another\n");
    }
  }

  @Test
  void clusterThatIsNotUp() throws Exception {
    for (String[] arguments :
        List.of(
            new String[] {"run", "wordcount", "--on", "yarn", "in", "out"},
            new String[] {"yarn", "node", "-list"})) {
      Outcome outcome =
          Outcome.of(Cluster.command(arguments), Map.of("DRYDOCK_CLUSTER", "never-started"));
      assertThat(outcome.exitCode()).isEqualTo(1);
      assertThat(outcome.errors())
          .isEqualTo("drydock: yarn is not up: ./drydock up yarn --name never-started\n");
    }
  }

  @Test
  void clusterThatNeverWas() throws Exception {
    for (String verb : List.of("status", "down")) {
      Outcome outcome = Cluster.drydock(verb, "--name", "never-started");
      // To end what does not run is done already.
      assertThat(outcome.exitCode()).isEqualTo(verb.equals("down") ? 0 : 1);
      assertThat(outcome.problems())
          .startsWith("drydock: no cluster is called 'never-started': ")
          .hasLineCount(1);
      assertThat(outcome.output()).isEmpty();
    }
  }

  @Test
  void stateFolderWithASpace() throws Exception {
    Path state = folder.resolve("my state");
    Outcome outcome = Outcome.of(Cluster.command("up"), Map.of("DRYDOCK_STATE", state.toString()));
    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.errors())
        .isEqualTo(
            "drydock: "
                + state
                + " has a space in it, which YARN cannot do with: set DRYDOCK_STATE to another"
                + " folder\n");
    assertThat(folder).isEmptyDirectory();
  }

  /** Requests that fail are their clients' affair: the endpoint has nothing to tell of them. */
  @Test
  void s3SaysNothingOfBadRequests() throws Exception {
    Outcome missing = Cluster.drydock("hadoop", "fs", "-ls", "s3a://drydock/no-such-key");
    assertThat(missing.exitCode()).isEqualTo(1);
    Outcome denied =
        Cluster.drydock(
            "hadoop", "fs", "-D", "fs.s3a.secret.key=wrong", "-ls", "s3a://drydock/no-such-key");
    assertThat(denied.exitCode()).isEqualTo(1);
    for (Path log : Cluster.cluster().logs(ServiceName.S3)) {
      assertThat(Files.readString(log)).doesNotContain("DEBUG", "\tat ", "Exception");
    }
  }

  private Outcome run(Target target, String input, String... flags) throws Exception {
    List<String> arguments =
        Stream.of(
                Stream.of("run", "wordcount", "--on", target.label()),
                Arrays.stream(flags),
                Stream.of(input, folder.resolve("out").toString()))
            .flatMap(part -> part)
            .toList();
    return Cluster.drydock(arguments.toArray(String[]::new));
  }

  private void assertFailedLeavingNothing(Outcome outcome) throws IOException {
    assertThat(outcome.exitCode()).describedAs(outcome.toString()).isEqualTo(1);
    assertThat(outcome.errors()).doesNotContain("\tat ");
    assertThat(outcome.output()).isEmpty();
    assertThat(folder).isEmptyDirectory();
  }

  private Path truncatedGzip() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      new ZipfText(5000, 1).write(out, 200_000, written -> {});
    }
    return Files.write(
        folder.resolve("cut.gz"), Arrays.copyOf(bytes.toByteArray(), bytes.size() / 2));
  }
}
