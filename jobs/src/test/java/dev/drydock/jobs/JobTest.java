package dev.drydock.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.text.WordRule;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;

class JobTest {
  @Test
  void flagsHaveDefaults() throws UsageException {
    TopWordsArguments arguments = Jobs.TOP_WORDS.parse("in", "out");

    assertThat(arguments.words()).isEqualTo(WordRule.WHITESPACE);
    assertThat(arguments.top()).isEqualTo(20);
    assertThat(arguments.in()).isEqualTo("in");
    assertThat(arguments.out()).isEqualTo("out");
  }

  @Test
  void flagsStandAnywhereAndTakeBothForms() throws UsageException {
    TopWordsArguments arguments =
        Jobs.TOP_WORDS.parse("in", "--top", "5", "out", "--words=unicode");

    assertThat(arguments.words()).isEqualTo(WordRule.UNICODE);
    assertThat(arguments.top()).isEqualTo(5);
    assertThat(arguments.in()).isEqualTo("in");
    assertThat(arguments.out()).isEqualTo("out");
  }

  @Test
  void pathsAreTakenAsTheyAre() throws UsageException {
    WordCountArguments arguments = Jobs.WORD_COUNT.parse("@in", "--", "--out");

    assertThat(arguments.in()).isEqualTo("@in");
    assertThat(arguments.out()).isEqualTo("--out");
  }

  @Test
  void anUnknownFlagIsNamed() {
    assertUsage(Jobs.TOP_WORDS, "--to=5", "in", "out")
        .hasMessage("topwords: unknown flag --to: did you mean --top?");
    assertUsage(Jobs.TOP_WORDS, "--word", "unicode", "in", "out")
        .hasMessage("topwords: unknown flag --word: did you mean --words?");
    assertUsage(Jobs.WORD_COUNT, "--top", "5", "in", "out")
        .hasMessage(
            "wordcount: unknown flag --top: usage: wordcount [--words=whitespace|unicode] IN OUT");
  }

  @Test
  void aWrongValueIsExplained() {
    assertUsage(Jobs.WORD_COUNT, "--words", "latin", "in", "out")
        .hasMessage("wordcount: --words latin: give whitespace or unicode");
    assertUsage(Jobs.TOP_WORDS, "--top", "0", "in", "out")
        .hasMessage("topwords: --top 0: give a whole number from 1 to 1000000");
    assertUsage(Jobs.TOP_WORDS, "--top", "many", "in", "out")
        .hasMessage("topwords: --top many: give a whole number from 1 to 1000000");
    assertUsage(Jobs.TOP_WORDS, "in", "out", "--top").hasMessage("topwords: --top needs a value");
    assertUsage(Jobs.TOP_WORDS, "--top=1", "--top=2", "in", "out")
        .hasMessage("topwords: option '--top' (N) should be specified only once");
  }

  @Test
  void missingPathsShowTheUsage() {
    assertUsage(Jobs.TOP_WORDS, "in")
        .hasMessage("usage: topwords [--words=whitespace|unicode] [--top=N] IN OUT");
    assertUsage(Jobs.WORD_COUNT, "a", "b", "c")
        .hasMessage("usage: wordcount [--words=whitespace|unicode] IN OUT");
    assertUsage(Jobs.TEXTBOOK_WORD_COUNT).hasMessage("usage: wordcount-textbook IN OUT");
  }

  @Test
  void helpExplainsTheFlags() {
    assertThat(Jobs.TOP_WORDS.command().getUsageMessage())
        .isEqualTo(
            """
            Usage: topwords [--words=whitespace|unicode] [--top=N] IN OUT
            Finds the most frequent words and writes them in order.
                  IN        A file, a folder or a glob, in any file system that the engine
                              knows.
                  OUT       The folder to create.
                  --top=N   How many words. Default: 20.
                  --words=whitespace|unicode
                            What separates words. Default: whitespace.
            """);
  }

  private static AbstractThrowableAssert<?, ? extends Throwable> assertUsage(
      Job<?> job, String... arguments) {
    return assertThatThrownBy(() -> job.parse(arguments)).isInstanceOf(UsageException.class);
  }
}
