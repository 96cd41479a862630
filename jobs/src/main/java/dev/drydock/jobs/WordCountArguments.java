package dev.drydock.jobs;

import dev.drydock.text.WordRule;
import java.util.Arrays;
import java.util.Iterator;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** {@code [--words whitespace|unicode] IN OUT}. */
public class WordCountArguments extends InOut {
  @Option(
      names = "--words",
      paramLabel = "whitespace|unicode",
      converter = Rules.class,
      completionCandidates = Rules.class,
      description = "What separates words. Default: whitespace.")
  private WordRule words = WordRule.WHITESPACE;

  WordCountArguments() {}

  /** What a word is. */
  public WordRule words() {
    return words;
  }

  /** The values of {@code --words}. */
  private static final class Rules implements ITypeConverter<WordRule>, Iterable<String> {
    @Override
    public WordRule convert(String label) {
      for (WordRule rule : WordRule.values()) {
        if (rule.label().equals(label)) {
          return rule;
        }
      }
      throw new TypeConversionException("give whitespace or unicode");
    }

    @Override
    public Iterator<String> iterator() {
      return Arrays.stream(WordRule.values()).map(WordRule::label).iterator();
    }
  }
}
