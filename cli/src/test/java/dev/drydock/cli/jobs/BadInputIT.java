package dev.drydock.cli.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.cli.Cluster;
import dev.drydock.cli.Outcome;
import dev.drydock.cluster.ServiceName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a user gets to read when something is wrong with the input, the output or the cluster. */
@ExtendWith(Cluster.class)
final class BadInputIT extends BadInputContract {
  @Override
  List<Target> targets() {
    return List.of(Target.INLINE, Target.HADOOP_LOCAL, Target.SPARK_LOCAL);
  }

  @Test
  void directoryWithoutFiles() throws Exception {
    Path input = Files.createDirectory(folder.resolve("in"));
    Outcome outcome = run(Target.YARN, input.toString());
    assertThat(outcome.problems()).contains(input.toString()).hasLineCount(1);
    Files.delete(input);
    assertFailedLeavingNothing(outcome);
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
                + " has a space in its name, which YARN cannot handle: set DRYDOCK_STATE to another"
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
}
