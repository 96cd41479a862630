package dev.drydock.mapreduce;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import dev.drydock.text.ChildJava;
import dev.drydock.text.ExpectedWords;
import dev.drydock.text.SampleJob;
import dev.drydock.text.SampleJob.Run;
import dev.drydock.text.SampleText;
import dev.drydock.text.WordRule;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the job jar with nothing of ours beside it on the class path. */
class JobJarIT {
  private static final Path JAR = Path.of("target/drydock-mapreduce.jar").toAbsolutePath();

  @TempDir private Path folder;
  private SampleJob job;

  @BeforeEach
  void makeInput() throws IOException {
    job = new SampleJob(folder, this::run);
  }

  private int run(String[] arguments) {
    List<String> command = new ArrayList<>();
    command.add("-cp");
    command.add(JAR + ":" + ChildJava.engineClassPath());
    command.add("dev.drydock.mapreduce.MapReduceJobs");
    command.addAll(List.of(arguments));
    return ChildJava.run(folder, command);
  }

  @Test
  void splitsKoreanJapaneseChineseAndThai() throws IOException {
    ExpectedWords expected = job.writeSamples(WordRule.UNICODE);

    Run run = job.run("wordcount", "--words", "unicode");
    assertThat(run.exit()).as(run.error()).isZero();
    assertThat(job.sortedLines()).isEqualTo(expected.lines());
    assertThat(expected.counts()).containsKeys("안녕하세요", "日本語", "北京", "ภาษา", "strasse");
  }

  @Test
  void readsZstd() throws IOException {
    byte[] text = SampleText.multilingual(1, 100_000);
    job.write("text.zst", Zstd.compress(text));

    Run run = job.run("wordcount");
    assertThat(run.exit()).as(run.error()).isZero();
    assertThat(job.sortedLines())
        .isEqualTo(new ExpectedWords(WordRule.WHITESPACE).add(text).lines());
  }

  @Test
  void holdsNoSignaturesAndNoModule() throws IOException {
    try (JarFile jar = new JarFile(JAR.toFile())) {
      assertThat(jar.getManifest().getMainAttributes().getValue("Main-Class"))
          .isEqualTo("dev.drydock.mapreduce.MapReduceJobs");
      assertThat(jar.stream().map(JarEntry::getName))
          .noneMatch(name -> name.matches("META-INF/.*\\.(SF|RSA|DSA)|.*module-info.class"))
          .noneMatch(name -> name.startsWith("org/apache/hadoop"));
    }
    assertThat(JAR).satisfies(jar -> assertThat(jar.toFile().length()).isLessThan(8L << 20));
  }
}
