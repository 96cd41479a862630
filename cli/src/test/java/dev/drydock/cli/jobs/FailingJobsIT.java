package dev.drydock.cli.jobs;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.drydock.cli.Cluster;
import dev.drydock.cli.Outcome;
import dev.drydock.cli.generate.ZipfText;
import dev.drydock.cluster.Installation;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A user's own jobs that throw, and a run that is interrupted. */
@ExtendWith(Cluster.class)
final class FailingJobsIT {
  @TempDir private static Path shared;
  @TempDir private Path folder;

  private static Path jar;

  /**
   * All of the build's but the notes of runs: a command that another test runs at the same time
   * would end what a killed run has left.
   */
  private static Path state;

  @BeforeAll
  static void buildTheJar() throws Exception {
    jar = UserJobs.jar(shared);
    state = Files.createDirectory(shared.resolve("state"));
    for (String folder : List.of("archives", "clusters", "environments")) {
      Files.createSymbolicLink(
          state.resolve(folder), Installation.locate().state().resolve(folder));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "hadoop-local, ThrowingMapper",
    "yarn, ThrowingMapper",
    "spark-local, ThrowingTask",
    "spark, ThrowingTask"
  })
  void theCauseAndItsSplitComeFirst(String target, String mainClass) throws Exception {
    assertCauseComesFirst(target, mainClass);
  }

  @Tag("thorough")
  @Test
  void theCauseAndItsSplitComeFirstInSparkOnYarn() throws Exception {
    assumeTrue(Cluster.sparkOnYarn(), "needs a Spark distribution: ./drydock up spark-yarn");
    assertCauseComesFirst("spark-yarn", "ThrowingTask");
  }

  private void assertCauseComesFirst(String target, String mainClass) throws Exception {
    Path input = Files.writeString(folder.resolve("in.txt"), "one line\n");
    Outcome outcome =
        Cluster.drydock(
            "run",
            "--on",
            target,
            "--jar",
            jar.toString(),
            "--class",
            mainClass,
            input.toString(),
            folder.resolve("out").toString());
    assertThat(outcome.exitCode()).isEqualTo(1);
    List<String> lines = outcome.problems().lines().toList();
    // Spark on YARN is told with its deploy mode.
    assertThat(lines.get(0))
        .startsWith("drydock: " + target)
        .endsWith(" failed: java.lang.IllegalStateException: the barrel leaks");
    assertThat(lines.get(1)).startsWith("  input split: file:" + input + ":0+");
    assertThat(lines.subList(2, lines.size()))
        .allSatisfy(
            line -> {
              assertThat(line).startsWith("  log: ");
              assertThat(Path.of(line.substring("  log: ".length()))).exists();
            });
    assertThat(folder.resolve("out")).doesNotExist();
    Files.delete(input);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void anInterruptedRunLeavesNothing() throws Exception {
    Process run = startOnYarn();
    List<ProcessHandle> children = run.descendants().toList();
    assertThat(children).isNotEmpty();

    assertThat(new ProcessBuilder("kill", "-INT", Long.toString(run.pid())).start().waitFor())
        .isZero();
    assertThat(run.waitFor(60, SECONDS)).isTrue();
    assertThat(run.exitValue()).isEqualTo(130);
    assertThat(children).noneMatch(ProcessHandle::isAlive);
    assertNothingIsLeft();
  }

  @Test
  void whatAKilledRunLeavesIsEndedByTheNextCommand() throws Exception {
    Process run = startOnYarn();
    List<ProcessHandle> children = run.descendants().toList();
    run.destroyForcibly();
    await().atMost(30, SECONDS).until(() -> children.stream().noneMatch(ProcessHandle::isAlive));

    Outcome status = drydock("status");
    assertThat(status.problems()).startsWith("ending what a killed run has left: file:" + folder);
    assertNothingIsLeft();
    assertThat(drydock("status").problems()).isEmpty();
  }

  /** Starts a run and returns when YARN runs its application. */
  private Process startOnYarn() throws Exception {
    Path input = folder.resolve("in.txt");
    try (OutputStream out = Files.newOutputStream(input)) {
      new ZipfText(1000, 1).write(out, 1 << 20, written -> {});
    }
    List<String> command = new ArrayList<>();
    // Tests that are started in the background ignore SIGINT, and so would every child.
    if (System.getProperty("os.name").equals("Linux")) {
      command.addAll(List.of("env", "--default-signal=INT"));
    }
    command.addAll(
        Cluster.command(
            "run",
            "wordcount",
            "--on",
            "yarn",
            input.toString(),
            folder.resolve("out").toString()));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(shared.resolve("output").toFile());
    builder.environment().putAll(environment());
    Process run = builder.start();
    await().atMost(60, SECONDS).until(() -> applications().contains("word count of"));
    return run;
  }

  private void assertNothingIsLeft() throws Exception {
    assertThat(applications()).doesNotContain("word count of");
    Files.delete(folder.resolve("in.txt"));
    await().atMost(10, SECONDS).untilAsserted(() -> assertThat(folder).isEmptyDirectory());
  }

  private static String applications() throws Exception {
    return drydock("yarn", "application", "-list").output();
  }

  private static Outcome drydock(String... arguments) throws Exception {
    return Outcome.of(Cluster.command(arguments), environment());
  }

  private static Map<String, String> environment() throws Exception {
    Map<String, String> environment = new HashMap<>(Cluster.environment());
    environment.put("DRYDOCK_STATE", state.toString());
    return environment;
  }
}
