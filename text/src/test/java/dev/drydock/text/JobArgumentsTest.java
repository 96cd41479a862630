package dev.drydock.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.text.JobArguments.Job;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;

class JobArgumentsTest {
  @Test
  void hasDefaults() throws UsageException {
    assertThat(JobArguments.parse(Job.TOPWORDS, "in", "out"))
        .isEqualTo(new JobArguments(WordRule.WHITESPACE, 20, "in", "out"));
  }

  @Test
  void takesFlagsAnywhereAndInBothForms() throws UsageException {
    assertThat(JobArguments.parse(Job.TOPWORDS, "in", "--top", "5", "out", "--words=unicode"))
        .isEqualTo(new JobArguments(WordRule.UNICODE, 5, "in", "out"));
  }

  @Test
  void suggestsTheNearestFlag() {
    assertUsage(Job.TOPWORDS, "--tpo", "5", "in", "out")
        .hasMessage("topwords: unknown flag --tpo: did you mean --top?");
    assertUsage(Job.TOPWORDS, "--word=unicode", "in", "out")
        .hasMessage("topwords: unknown flag --word: did you mean --words?");
    assertUsage(Job.WORDCOUNT, "--top", "5", "in", "out")
        .hasMessage("wordcount: unknown flag --top: did you mean --words?");
  }

  @Test
  void saysWhatAValueMayBe() {
    assertUsage(Job.WORDCOUNT, "--words", "latin", "in", "out")
        .hasMessage("wordcount: --words is whitespace or unicode, not latin");
    assertUsage(Job.TOPWORDS, "--top", "0", "in", "out")
        .hasMessage("topwords: --top is a whole number from 1 to 1000000, not 0");
    assertUsage(Job.TOPWORDS, "in", "out", "--top").hasMessage("topwords: --top needs a value");
  }

  @Test
  void showsTheUsageWhenPathsAreMissing() {
    assertUsage(Job.TOPWORDS, "in")
        .hasMessage("usage: topwords [--words whitespace|unicode] [--top N] IN OUT");
    assertUsage(Job.WORDCOUNT, "a", "b", "c")
        .hasMessage("usage: wordcount [--words whitespace|unicode] IN OUT");
  }

  @Test
  void namesTheNearestJob() throws UsageException {
    assertThat(Job.named("topwords")).isEqualTo(Job.TOPWORDS);
    assertThatThrownBy(() -> Job.named("wordcont"))
        .hasMessage("unknown job wordcont: did you mean wordcount?");
  }

  private static AbstractThrowableAssert<?, ? extends Throwable> assertUsage(
      Job job, String... arguments) {
    return assertThatThrownBy(() -> JobArguments.parse(job, arguments))
        .isInstanceOf(UsageException.class);
  }
}
