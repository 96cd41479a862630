package dev.drydock.inline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.jobs.ChildJava;
import dev.drydock.jobs.SampleJob;
import dev.drydock.jobs.SampleJob.Run;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs jobs in small heaps. */
class LargeInputIT {
  @TempDir private Path folder;
  private SampleJob job;

  @BeforeEach
  void makeInput() throws IOException {
    job = new SampleJob(folder, arguments -> run(folder, arguments));
  }

  private static int run(Path folder, String... arguments) {
    List<String> jvm = List.of("-Xmx64m", "-cp", ChildJava.classPath(), InlineJobs.class.getName());
    return ChildJava.run(folder, Stream.concat(jvm.stream(), List.of(arguments).stream()).toList());
  }

  @Test
  void countsALineOf200MegabytesInASmallHeap() throws IOException {
    byte[] words = "a line without an end ".repeat(1000).getBytes(StandardCharsets.UTF_8);
    int repetitions = 10_000;
    try (OutputStream out = Files.newOutputStream(Path.of(job.in(), "line"))) {
      for (int i = 0; i < repetitions; i++) {
        out.write(words);
      }
    }

    Run run = job.run("wordcount");
    assertThat(run.exit()).as(run.error()).isZero();
    assertThat(job.sortedLines())
        .containsExactly(
            "a\t10000000", "an\t10000000", "end\t10000000", "line\t10000000", "without\t10000000");
  }

  @Test
  void aLargeResultIsSummarizedInASmallHeap() throws IOException {
    long bytes = 0;
    try (OutputStream out =
        new BufferedOutputStream(Files.newOutputStream(Path.of(job.in(), "part-0")))) {
      for (int i = 0; i < 3_000_000; i++) {
        byte[] line = ("word" + i + "\t2\n").getBytes(StandardCharsets.UTF_8);
        out.write(line);
        bytes += line.length;
      }
    }
    Process agent =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx32m",
                "-cp",
                ChildJava.classPath(),
                FileAgent.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (Writer requests = agent.outputWriter(StandardCharsets.UTF_8)) {
      for (String kind : List.of("WORD_COUNTS", "LINES")) {
        requests.write(
            "summarize\t"
                + URLEncoder.encode(job.in(), StandardCharsets.UTF_8)
                + "\t"
                + kind
                + "\n");
      }
    }
    String size = "ok\t1\t" + bytes + "\t3000000\t";
    assertThat(agent.inputReader(StandardCharsets.UTF_8).lines())
        .satisfiesExactly(
            counts -> assertThat(counts).startsWith(size).endsWith("\t6000000\t3000000"),
            lines -> assertThat(lines).startsWith(size).endsWith("\t\t"));
  }

  @Test
  void tooManyDistinctWordsAreOneLine() throws IOException {
    try (OutputStream out =
        new BufferedOutputStream(Files.newOutputStream(Path.of(job.in(), "distinct")))) {
      for (int i = 0; i < 3_000_000; i++) {
        out.write(("word" + i + "\n").getBytes(StandardCharsets.UTF_8));
      }
    }

    Run run = job.run("wordcount");
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.error().lines().filter(line -> !line.startsWith("SLF4J")))
        .containsExactly(
            "out of memory: the distinct words do not fit into a heap of 64 MiB: raise -Xmx, or run"
                + " on an engine, which spreads them over its tasks");
    assertThat(Path.of(job.out())).doesNotExist();
  }
}
