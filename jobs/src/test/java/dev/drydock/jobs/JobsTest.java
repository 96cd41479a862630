package dev.drydock.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import picocli.CommandLine.Model.OptionSpec;

class JobsTest {
  @Test
  void namesAreUnique() {
    assertThat(Jobs.ALL.stream().map(Job::name)).doesNotHaveDuplicates();
  }

  /** Arguments without flags are not parsed. */
  @Test
  void flagsMayBeLeftOut() {
    for (Job<?> job : Jobs.ALL) {
      for (OptionSpec flag : job.command().getCommandSpec().options()) {
        assertThat(flag.required()).as(flag.longestName()).isFalse();
        assertThat(flag.defaultValue()).as(flag.longestName()).isNull();
      }
    }
  }

  @Test
  void anEngineHasItsOwnJobs() {
    assertThat(Jobs.on(Engine.INLINE)).containsExactly(Jobs.WORD_COUNT, Jobs.TOP_WORDS);
    assertThat(Jobs.on(Engine.SPARK)).isEqualTo(Jobs.ALL);
  }

  @Test
  void theFirstArgumentNamesTheJob() throws UsageException {
    assertThat(Jobs.named(Engine.MAPREDUCE, "topwords", "in", "out")).isEqualTo(Jobs.TOP_WORDS);
  }

  @Test
  void theNearestJobIsSuggested() {
    assertUnknown("wordcont", "no job is called 'wordcont': did you mean wordcount?");
    assertUnknown("x", "no job is called 'x': choose one of wordcount, topwords");
    assertUnknown(
        "wordcount-dataframe", "no job is called 'wordcount-dataframe': did you mean wordcount?");
    assertThatThrownBy(() -> Jobs.named(Engine.INLINE))
        .hasMessage("the first argument names the job: choose one of wordcount, topwords");
  }

  private static void assertUnknown(String name, String message) {
    assertThatThrownBy(() -> Jobs.named(Engine.INLINE, name, "in", "out"))
        .isInstanceOf(UsageException.class)
        .hasMessage(message);
  }
}
