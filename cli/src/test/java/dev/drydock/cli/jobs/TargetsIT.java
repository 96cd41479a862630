package dev.drydock.cli.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.drydock.cli.Cluster;
import dev.drydock.cli.Outcome;
import dev.drydock.cli.generate.ZipfText;
import dev.drydock.jobs.Engine;
import dev.drydock.jobs.Job;
import dev.drydock.jobs.Jobs;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each job gives the same bytes on each target. */
@ExtendWith(Cluster.class)
@TestInstance(Lifecycle.PER_CLASS)
final class TargetsIT {
  private static final int[] MALFORMED = {'a', 0xC3, ' ', 0xE3, 0x81, ' ', 0xFF, '\n'};

  private Path folder;
  private Path input;
  private Map<String, Object> expectedCounts;
  private String expectedTop;

  @BeforeAll
  void countInline(@TempDir Path shared) throws Exception {
    folder = shared;
    input = Files.createDirectory(folder.resolve("in"));
    try (OutputStream out = Files.newOutputStream(input.resolve("zipf.txt"))) {
      new ZipfText(2000, 11).write(out, 600_000, written -> {});
    }
    try (OutputStream out =
        new GZIPOutputStream(Files.newOutputStream(input.resolve("more.txt.gz")))) {
      out.write("\uFEFF한국어 日本語 日本語 Don't\r\n\ttab\fform\n".getBytes(StandardCharsets.UTF_8));
    }
    try (OutputStream out = Files.newOutputStream(input.resolve("malformed.txt"))) {
      for (int value : MALFORMED) {
        out.write(value);
      }
    }
    Files.createFile(input.resolve("empty.txt"));
    Place inline = new Place(Target.INLINE, false);
    expectedCounts = run(new Start(Jobs.WORD_COUNT, inline));
    expectedTop = lines(output(run(new Start(Jobs.TOP_WORDS, inline))));
    assertThat(lines(output(expectedCounts))).contains("日本語\t2\n").contains("a\uFFFD\t1\n");
    assertThat(expectedTop).hasLineCount(50);
  }

  /** Target and deploy mode. */
  record Place(Target target, boolean clusterMode) {}

  /** A job that starts on a target. */
  record Start(Job<?> job, Place place) {
    @Override
    public String toString() {
      return job.name() + " on " + place;
    }
  }

  /** Every job on every engine, but for those that began. */
  static List<Start> onOneMachine() {
    List<Start> starts = new ArrayList<>();
    for (Job<?> job : Jobs.ALL) {
      if (job.classes().containsKey(Engine.MAPREDUCE)) {
        starts.add(new Start(job, new Place(Target.HADOOP_LOCAL, false)));
      }
      if (job.classes().containsKey(Engine.SPARK)) {
        starts.add(new Start(job, new Place(Target.SPARK_LOCAL, false)));
      }
    }
    return starts;
  }

  @ParameterizedTest
  @MethodSource("onOneMachine")
  void everyJobRunsOnEveryEngine(Start start) throws Exception {
    assertRuns(start);
  }

  /** One job a place: what differs from the local target is the engine's, not the job's. */
  static List<Start> onClusters() throws Exception {
    List<Start> starts =
        new ArrayList<>(
            List.of(
                new Start(Jobs.TOP_WORDS, new Place(Target.YARN, false)),
                new Start(Jobs.WORD_COUNT, new Place(Target.SPARK, false))));
    if (Cluster.sparkOnYarn()) {
      starts.add(new Start(Jobs.WORD_COUNT, new Place(Target.SPARK_YARN, false)));
      starts.add(new Start(Jobs.TOP_WORDS, new Place(Target.SPARK_YARN, true)));
    }
    return starts;
  }

  @ParameterizedTest
  @MethodSource("onClusters")
  void aJobRunsOnEveryCluster(Start start) throws Exception {
    assertRuns(start);
  }

  /** All jobs on all clusters, but for those above. */
  static List<Start> othersOnClusters() throws Exception {
    List<Start> above = onClusters();
    List<Start> starts = new ArrayList<>();
    for (Place place : above.stream().map(Start::place).toList()) {
      for (Job<?> job : Jobs.ALL) {
        if (job.classes().containsKey(place.target().engine())) {
          starts.add(new Start(job, place));
        }
      }
    }
    starts.removeAll(above);
    return starts;
  }

  @Tag("thorough")
  @ParameterizedTest
  @MethodSource("othersOnClusters")
  void everyJobRunsOnEveryCluster(Start start) throws Exception {
    assertRuns(start);
  }

  private void assertRuns(Start start) throws Exception {
    Map<String, Object> result = run(start);
    switch (start.job().name()) {
      case "wordcount-textbook", "wordcount-dataframe" ->
          assertThat(result)
              .containsEntry("sha256", expectedCounts.get("sha256"))
              .containsEntry("counters", Map.of());
      case "wordcount" ->
          assertThat(result)
              .containsEntry("sha256", expectedCounts.get("sha256"))
              .containsEntry("words", expectedCounts.get("words"))
              .containsEntry("distinct", expectedCounts.get("lines"))
              .containsEntry("counters", expectedCounts.get("counters"));
      case "topwords" -> {
        assertThat(lines(output(result))).isEqualTo(expectedTop);
        assertThat(result)
            .containsEntry("files", 1)
            .containsEntry("lines", 50)
            .containsEntry("counters", expectedCounts.get("counters"));
      }
      default -> fail("which result does %s have?", start.job().name());
    }
  }

  private Map<String, Object> run(Start start) throws Exception {
    Job<?> job = start.job();
    Target target = start.place().target();
    List<String> arguments = new ArrayList<>(List.of("run", job.name(), "--json"));
    arguments.addAll(List.of("--on", target.label()));
    if (start.place().clusterMode()) {
      arguments.addAll(List.of("--deploy-mode", "cluster"));
    }
    if (job.equals(Jobs.TOP_WORDS)) {
      arguments.addAll(List.of("--top", "50"));
    }
    Path output = folder.resolve(job.name() + target.label() + start.place().clusterMode());
    arguments.addAll(List.of(input.toString(), output.toString()));
    Outcome outcome = Cluster.drydock(arguments.toArray(String[]::new));
    assertThat(outcome.exitCode()).describedAs(outcome.toString()).isZero();
    Map<String, Object> result = JSON.std.mapFrom(outcome.output());
    if (!result.get("counters").equals(Map.of())) {
      assertThat(result.get("counters")).asString().contains("malformed-sequences=3");
      assertThat(outcome.errors()).contains("malformed UTF-8: 3 sequences replaced by U+FFFD");
    }
    return result;
  }

  private static Path output(Map<String, Object> result) {
    return Path.of(URI.create(result.get("output").toString()));
  }

  private static String lines(Path output) throws IOException {
    StringBuilder lines = new StringBuilder();
    try (Stream<Path> files = Files.list(output)) {
      for (Path part :
          files
              .filter(file -> file.getFileName().toString().startsWith("part"))
              .sorted()
              .toList()) {
        lines.append(Files.readString(part));
      }
    }
    return lines.toString();
  }
}
