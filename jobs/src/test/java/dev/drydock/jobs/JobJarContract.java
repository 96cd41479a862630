package dev.drydock.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import dev.drydock.jobs.SampleJob.Run;
import dev.drydock.text.ExpectedWords;
import dev.drydock.text.SampleText;
import dev.drydock.text.WordRule;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a job jar keeps to when it runs with nothing else of ours on the class path. */
public abstract class JobJarContract {
  private static final long LARGEST = 8L << 20;

  private final Path jar;
  @TempDir private Path folder;
  private SampleJob job;

  /**
   * @param jar as the module's build has left it
   */
  protected JobJarContract(Path jar) {
    this.jar = jar.toAbsolutePath();
  }

  /**
   * The arguments of {@code java} that run a job of the jar.
   *
   * @param job {@code wordcount} or {@code topwords}
   * @param arguments of the job
   */
  protected abstract List<String> command(Path jar, String job, List<String> arguments);

  @BeforeEach
  void makeInput() throws IOException {
    job =
        new SampleJob(
            folder,
            arguments -> {
              List<String> all = List.of(arguments);
              return ChildJava.run(folder, command(jar, all.get(0), all.subList(1, all.size())));
            });
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

    Run run = job.run("topwords", "--top", "1000000");
    assertThat(run.exit()).as(run.error()).isZero();
    assertThat(job.lines())
        .isEqualTo(new ExpectedWords(WordRule.WHITESPACE).add(text).topLines(1_000_000));
  }

  @Test
  void wrongUsageIsExit2() {
    Run run = job.run("wordcount", "--word", "unicode");
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.error()).contains("wordcount: unknown flag --word: did you mean --words?\n");
  }

  @Test
  void holdsLicencesAndNoSignaturesNoModuleNoEngine() throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      List<String> names = file.stream().map(JarEntry::getName).toList();
      assertThat(names)
          .noneMatch(name -> name.matches("META-INF/.*\\.(SF|RSA|DSA)|.*module-info.class"))
          .noneMatch(name -> name.startsWith("org/apache/"))
          // A user's job may bring another version.
          .noneMatch(name -> name.startsWith("picocli/"))
          .contains("META-INF/LICENSE", "META-INF/NOTICE", "META-INF/licenses/icu4j.txt");
      assertThat(names.contains("META-INF/licenses/zstd-jni.txt"))
          .isEqualTo(names.stream().anyMatch(name -> name.contains("libzstd-jni")));
    }
    assertThat(jar.toFile().length()).isLessThan(LARGEST);
  }
}
