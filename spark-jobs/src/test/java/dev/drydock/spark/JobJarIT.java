package dev.drydock.spark;

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
import org.apache.spark.launcher.JavaModuleOptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Submits the job jar with nothing of ours beside it on the class path. */
class JobJarIT {
  private static final Path JAR = Path.of("target/drydock-spark-jobs.jar").toAbsolutePath();

  @TempDir private Path folder;
  private SampleJob job;

  @BeforeEach
  void makeInput() throws IOException {
    job = new SampleJob(folder, this::submit);
  }

  private int submit(String[] arguments) {
    List<String> command = new ArrayList<>();
    command.addAll(List.of(JavaModuleOptions.defaultModuleOptionArray()));
    command.addAll(
        List.of("-cp", ChildJava.engineClassPath(), "org.apache.spark.deploy.SparkSubmit"));
    command.addAll(List.of("--master", "local[2]", "--conf", "spark.ui.enabled=false"));
    command.addAll(List.of("--conf", "spark.driver.host=127.0.0.1"));
    command.addAll(List.of("--conf", "spark.driver.bindAddress=127.0.0.1"));
    command.addAll(List.of("--class", "dev.drydock.spark." + arguments[0], JAR.toString()));
    command.addAll(List.of(arguments).subList(1, arguments.length));
    return ChildJava.run(folder, command);
  }

  @Test
  void splitsKoreanJapaneseChineseAndThai() throws IOException {
    ExpectedWords expected = job.writeSamples(WordRule.UNICODE);

    Run run = job.run("WordCount", "--words", "unicode");
    assertThat(run.exit()).as(run.error()).isZero();
    assertThat(job.sortedLines()).isEqualTo(expected.lines());
    assertThat(expected.counts()).containsKeys("안녕하세요", "日本語", "北京", "ภาษา", "strasse");
  }

  @Test
  void readsZstd() throws IOException {
    byte[] text = SampleText.multilingual(1, 100_000);
    job.write("text.zst", Zstd.compress(text));

    Run run = job.run("TopWords", "--top", "10");
    assertThat(run.exit()).as(run.error()).isZero();
    assertThat(job.lines())
        .isEqualTo(new ExpectedWords(WordRule.WHITESPACE).add(text).topLines(10));
  }

  @Test
  void wrongUsageIsExit2() {
    Run run = job.run("WordCount", "--wrods", "unicode");
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.error()).contains("wordcount: unknown flag --wrods: did you mean --words?\n");
  }
}
