package dev.drydock.cli.jobs;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.MINUTES;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.drydock.cli.Cluster;
import dev.drydock.cli.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Jobs that read and write an object store, where a result cannot be renamed into place. */
@ExtendWith(Cluster.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ObjectStoreOutputIT {
  private final String folder = "outputs-" + UUID.randomUUID();
  private Path text;
  private String sha256;

  /** A store and the committer that is right for it, as it names itself in _SUCCESS. */
  enum Store {
    S3("s3a://drydock/", "magic"),
    CLOUD_STORAGE(
        "gs://drydock/",
        "org.apache.hadoop.mapreduce.lib.output.committer.manifest.ManifestCommitter");

    private final String root;
    private final String committer;

    Store(String root, String committer) {
      this.root = root;
      this.committer = committer;
    }
  }

  /** Target, deploy mode and store. */
  record Place(Target target, boolean clusterMode, Store store) {
    String path(String folder) {
      return store.root + folder + "/" + target.label() + (clusterMode ? "-cluster" : "");
    }
  }

  static List<Place> onOneMachine() {
    return Arrays.stream(Store.values())
        .flatMap(
            store ->
                Stream.of(Target.HADOOP_LOCAL, Target.SPARK_LOCAL)
                    .map(target -> new Place(target, false, store)))
        .toList();
  }

  static List<Place> onClusters() throws Exception {
    List<Place> places = new ArrayList<>();
    for (Store store : Store.values()) {
      places.add(new Place(Target.YARN, false, store));
      places.add(new Place(Target.SPARK, false, store));
      if (Cluster.sparkOnYarn()) {
        places.add(new Place(Target.SPARK_YARN, false, store));
        places.add(new Place(Target.SPARK_YARN, true, store));
      }
    }
    return places;
  }

  @BeforeAll
  void countInline(@TempDir Path local) throws Exception {
    text = local.resolve("zipf.txt");
    String[] generate = {
      "generate", "text", text.toString(), "--size", "3m", "--distinct", "20000", "--seed", "5"
    };
    assertThat(Cluster.drydock(generate).exitCode()).isZero();
    sha256 =
        row(run(Target.INLINE, false, local.resolve("inline").toString())).get("sha256").toString();
    for (Store store : Store.values()) {
      fileSystemShell("-mkdir", "-p", store.root + folder);
      fileSystemShell("-put", text.toString(), store.root + folder + "/zipf.txt");
    }
  }

  @ParameterizedTest
  @MethodSource("onOneMachine")
  void aResultIsCommittedByTheStoresOwnCommitter(Place place) throws Exception {
    assertCommits(place);
  }

  @Tag("thorough")
  @ParameterizedTest
  @MethodSource("onClusters")
  void aResultOfAClusterIsCommittedByTheStoresOwnCommitter(Place place) throws Exception {
    assertCommits(place);
  }

  private void assertCommits(Place place) throws Exception {
    String output = place.path(folder);
    List<String> command = arguments(place.target(), place.clusterMode());
    command.addAll(List.of(place.store().root + folder + "/zipf.txt", output));
    Outcome outcome = Cluster.drydock(command.toArray(String[]::new));

    assertThat(outcome.exitCode()).describedAs(outcome.toString()).isZero();
    assertThat(row(outcome)).containsEntry("sha256", sha256);
    assertThat(committer(output)).isEqualTo(place.store().committer);
  }

  @Test
  void aKilledExecutorMakesNoWrongOutput() throws Exception {
    assertSurvives(Store.S3, 1);
  }

  @Tag("thorough")
  @ParameterizedTest
  @EnumSource(Store.class)
  void anExecutorKilledAtAnyMomentMakesNoWrongOutput(Store store) throws Exception {
    assertSurvives(store, 4);
  }

  private void assertSurvives(Store store, int kills) throws Exception {
    Random random = new Random(7);
    int killed = 0;
    for (int kill = 0; kill < kills; kill++) {
      String output = store.root + folder + "/killed-" + kills + "-" + kill;
      Path errors = Files.createTempFile("drydock", ".err");
      List<String> arguments = arguments(Target.SPARK, false);
      arguments.addAll(List.of(text.toString(), output));
      ProcessBuilder builder =
          new ProcessBuilder(Cluster.command(arguments.toArray(String[]::new)))
              .redirectOutput(errors.toFile())
              .redirectErrorStream(true);
      builder
          .environment()
          .putAll(
              Map.of("DRYDOCK_CLUSTER", Cluster.cluster().directory().getFileName().toString()));
      Process run = builder.start();
      await().atMost(60, SECONDS).until(() -> executor().isPresent() || !run.isAlive());
      // From its start to its end an executor has about this long.
      run.waitFor(random.nextInt(2500), MILLISECONDS);
      killed += executor().map(executor -> executor.destroyForcibly() ? 1 : 0).orElse(0);
      assertThat(run.waitFor(3, MINUTES)).isTrue();

      String said = Files.readString(errors);
      Files.delete(errors);
      assertThat(run.exitValue()).describedAs(said).isZero();
      assertThat(said).contains(sha256);
      assertThat(committer(output)).isEqualTo(store.committer);
    }
    assertThat(killed).as("executors that were there to be killed").isPositive();
  }

  @ParameterizedTest
  @EnumSource(Store.class)
  void aJobThatFailsLeavesNothingUnderTheName(Store store) throws Exception {
    String output = store.root + folder + "/failed";
    Path damaged = Files.write(text.resolveSibling("damaged.gz"), new byte[] {31, (byte) 139, 8});
    Outcome outcome = Cluster.drydock("run", "wordcount", "--on", "spark", "" + damaged, output);

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(Cluster.drydock("hadoop", "fs", "-ls", output).errors())
        .contains("No such file or directory");
    if (store == Store.S3) {
      assertThat(Cluster.drydock("hadoop", "s3guard", "uploads", "-list", output).output())
          .contains("Total 0 uploads found");
    }
  }

  private static List<String> arguments(Target target, boolean clusterMode) {
    List<String> arguments =
        new ArrayList<>(List.of("run", "wordcount", "--json", "--on", target.label()));
    if (clusterMode) {
      arguments.addAll(List.of("--deploy-mode", "cluster"));
    }
    return arguments;
  }

  private Outcome run(Target target, boolean clusterMode, String output) throws Exception {
    List<String> arguments = arguments(target, clusterMode);
    arguments.addAll(List.of(text.toString(), output));
    Outcome outcome = Cluster.drydock(arguments.toArray(String[]::new));
    assertThat(outcome.exitCode()).describedAs(outcome.toString()).isZero();
    return outcome;
  }

  private static Map<String, Object> row(Outcome outcome) throws Exception {
    return JSON.std.mapFrom(outcome.output());
  }

  /** The committers for object stores leave a report where others leave an empty file. */
  private static String committer(String output) throws Exception {
    Outcome success = Cluster.drydock("hadoop", "fs", "-cat", output + "/_SUCCESS");
    assertThat(success.output()).describedAs(success.toString()).isNotEmpty();
    return JSON.std.mapFrom(success.output()).get("committer").toString();
  }

  private static void fileSystemShell(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("hadoop", "fs"));
    command.addAll(List.of(arguments));
    Outcome outcome = Cluster.drydock(command.toArray(String[]::new));
    assertThat(outcome.exitCode()).describedAs(outcome.toString()).isZero();
  }

  private static Optional<ProcessHandle> executor() throws Exception {
    long daemon = Long.parseLong(Cluster.pidOf("spark"));
    return ProcessHandle.of(daemon).stream()
        .flatMap(ProcessHandle::descendants)
        .filter(process -> commandLine(process).contains("CoarseGrainedExecutorBackend"))
        .findFirst();
  }

  /** The JDK tells only the first few thousand characters, which is less than a class path. */
  private static String commandLine(ProcessHandle process) {
    try {
      return Files.readString(
          Path.of("/proc", Long.toString(process.pid()), "cmdline"), ISO_8859_1);
    } catch (IOException e) {
      return ""; // it has just ended
    }
  }
}
