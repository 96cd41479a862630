package dev.drydock.cli.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.cli.Cluster;
import dev.drydock.cli.Outcome;
import dev.drydock.cli.generate.ZipfText;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each job on each target gives the same bytes. */
@ExtendWith(Cluster.class)
@TestInstance(Lifecycle.PER_CLASS)
final class TargetsIT {
  private static final int[] MALFORMED = {'a', 0xC3, ' ', 0xE3, 0x81, ' ', 0xFF, '\n'};

  private Path folder;
  private Path input;
  private String expectedCounts;
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
    expectedCounts = sortedLines(run(Target.INLINE, false, "wordcount"));
    expectedTop = lines(run(Target.INLINE, false, "topwords", "--top", "50"));
    assertThat(expectedCounts).contains("日本語\t2\n").contains("a\uFFFD\t1\n");
    assertThat(expectedTop).hasLineCount(50);
  }

  /** Target and deploy mode. */
  record Place(Target target, boolean clusterMode) {}

  static List<Place> places() throws Exception {
    List<Place> places =
        new ArrayList<>(
            List.of(
                new Place(Target.HADOOP_LOCAL, false),
                new Place(Target.YARN, false),
                new Place(Target.SPARK_LOCAL, false),
                new Place(Target.SPARK, false)));
    if (Cluster.sparkOnYarn()) {
      places.add(new Place(Target.SPARK_YARN, false));
      places.add(new Place(Target.SPARK_YARN, true));
    }
    return places;
  }

  @ParameterizedTest
  @MethodSource("places")
  void countsAreTheSame(Place place) throws Exception {
    assertThat(sortedLines(run(place.target(), place.clusterMode(), "wordcount")))
        .isEqualTo(expectedCounts);
  }

  @ParameterizedTest
  @MethodSource("places")
  void theMostFrequentAreTheSameInOneFile(Place place) throws Exception {
    Path output = run(place.target(), place.clusterMode(), "topwords", "--top", "50");
    assertThat(lines(output)).isEqualTo(expectedTop);
    assertThat(parts(output)).hasSize(1);
  }

  private Path run(Target target, boolean clusterMode, String job, String... flags)
      throws Exception {
    Path output = folder.resolve(job + "-" + target.label() + clusterMode);
    List<String> arguments = new ArrayList<>(List.of("run", job, "--on", target.label()));
    if (clusterMode) {
      arguments.addAll(List.of("--deploy-mode", "cluster"));
    }
    arguments.addAll(List.of(flags));
    arguments.addAll(List.of(input.toString(), output.toString()));
    Outcome outcome = Cluster.drydock(arguments.toArray(String[]::new));
    assertThat(outcome.exitCode()).describedAs(outcome.toString()).isZero();
    assertThat(outcome.errors()).contains("malformed UTF-8: 3 sequences replaced by U+FFFD");
    return output;
  }

  private static String sortedLines(Path output) throws IOException {
    return lines(output).lines().sorted().reduce("", (all, line) -> all + line + "\n");
  }

  private static String lines(Path output) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (Path part : parts(output)) {
      lines.append(Files.readString(part));
    }
    return lines.toString();
  }

  private static List<Path> parts(Path output) throws IOException {
    try (Stream<Path> files = Files.list(output)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("part"))
          .sorted()
          .toList();
    }
  }
}
