package dev.drydock.cli.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.cli.Cluster;
import dev.drydock.cli.Outcome;
import dev.drydock.cli.generate.ZipfText;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a user of each target gets to read when something is wrong with the input. */
@ExtendWith(Cluster.class)
@TestInstance(Lifecycle.PER_CLASS)
abstract class BadInputContract {
  @TempDir Path folder;

  abstract List<Target> targets() throws Exception;

  @ParameterizedTest
  @MethodSource("targets")
  void inputThatIsNotThere(Target target) throws Exception {
    Path input = folder.resolve("missing.txt");
    Outcome outcome = run(target, input.toString());
    assertThat(outcome.problems()).contains(input.toString()).hasLineCount(1);
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

  Outcome run(Target target, String input, String... flags) throws Exception {
    List<String> arguments =
        Stream.of(
                Stream.of("run", "wordcount", "--on", target.label()),
                Arrays.stream(flags),
                Stream.of(input, folder.resolve("out").toString()))
            .flatMap(part -> part)
            .toList();
    return Cluster.drydock(arguments.toArray(String[]::new));
  }

  void assertFailedLeavingNothing(Outcome outcome) throws IOException {
    assertThat(outcome.exitCode()).describedAs(outcome.toString()).isEqualTo(1);
    assertThat(outcome.errors()).doesNotContain("\tat ");
    assertThat(outcome.output()).isEmpty();
    assertThat(folder).isEmptyDirectory();
  }

  Path truncatedGzip() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      new ZipfText(5000, 1).write(out, 200_000, written -> {});
    }
    return Files.write(
        folder.resolve("cut.gz"), Arrays.copyOf(bytes.toByteArray(), bytes.size() / 2));
  }
}
