package dev.drydock.jobs;

import dev.drydock.text.ExpectedWords;
import dev.drydock.text.SampleText;
import dev.drydock.text.WordRule;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/** A job's input and output in a folder of a test, for the tests of each engine. */
public final class SampleJob {
  private final Path folder;
  private final ToIntFunction<String[]> engine;

  /** {@code engine} takes a job's arguments, its output last, and returns an exit code. */
  public SampleJob(Path folder, ToIntFunction<String[]> engine) throws IOException {
    this.folder = folder;
    this.engine = engine;
    Files.createDirectories(folder.resolve("in"));
  }

  /** What a job left: its exit code and its standard error. */
  public record Run(int exit, String error) {}

  /** Runs a job with the paths of input and output added to its arguments. */
  public Run run(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add(in());
    all.add(out());
    return runExactly(all.toArray(String[]::new));
  }

  /** Runs a job with these arguments and no others. */
  public Run runExactly(String... arguments) {
    PrintStream before = System.err;
    ByteArrayOutputStream error = new ByteArrayOutputStream();
    System.setErr(new PrintStream(error, true, StandardCharsets.UTF_8));
    try {
      int exit = engine.applyAsInt(arguments);
      return new Run(exit, error.toString(StandardCharsets.UTF_8));
    } finally {
      System.setErr(before);
    }
  }

  public String in() {
    return folder + "/in";
  }

  public String out() {
    return folder + "/out";
  }

  /** Writes a file of the input. */
  public void write(String name, byte[] content) throws IOException {
    Files.write(folder.resolve("in").resolve(name), content);
  }

  /** Writes real, multilingual and malformed text, empty lines and CRLF, and returns the words. */
  public ExpectedWords writeSamples(WordRule rule) throws IOException {
    // One file, because the textbook's jobs start a task for each.
    ByteArrayOutputStream legal = new ByteArrayOutputStream();
    for (Path file : SampleText.legal()) {
      legal.write(Files.readAllBytes(file));
      legal.write('\n');
    }
    List<byte[]> texts =
        List.of(
            legal.toByteArray(),
            "\ufeffr\u00e9sum\u00e9\ta\r\n\r\n\t\t\r\n\n  b\fc \r d"
                .getBytes(StandardCharsets.UTF_8),
            SampleText.multilingual(1, 100_000),
            SampleText.malformed(2, 100_000));
    ExpectedWords expected = new ExpectedWords(rule);
    for (int i = 0; i < texts.size(); i++) {
      expected.add(texts.get(i));
      write("text" + i, texts.get(i));
    }
    return expected;
  }

  /** Writes half of a gzip file. */
  public void writeTruncatedGzip(String name) throws IOException {
    ByteArrayOutputStream gzip = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(gzip)) {
      out.write(SampleText.multilingual(1, 10_000));
    }
    write(name, Arrays.copyOf(gzip.toByteArray(), gzip.size() / 2));
  }

  /** The part files of the output, by name. */
  public List<Path> parts() throws IOException {
    try (Stream<Path> files = Files.list(Path.of(out()))) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("part-"))
          .sorted()
          .toList();
    }
  }

  /** The lines of all parts as they stand. */
  public List<String> lines() throws IOException {
    List<String> lines = new ArrayList<>();
    for (Path part : parts()) {
      String text = Files.readString(part);
      if (!text.isEmpty()) {
        lines.addAll(Arrays.asList(text.substring(0, text.length() - 1).split("\n", -1)));
      }
    }
    return lines;
  }

  /** The lines of all parts, sorted by unsigned bytes. */
  public List<String> sortedLines() throws IOException {
    List<String> lines = lines();
    lines.sort(
        Comparator.comparing(
            line -> line.getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned));
    return lines;
  }
}
