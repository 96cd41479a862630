package dev.drydock.jobs;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** {@code [--words whitespace|unicode] [--top N] IN OUT}. */
public final class TopWordsArguments extends WordCountArguments {
  private static final int MOST = 1_000_000; // they are kept in the memory of one task

  @Option(
      names = "--top",
      paramLabel = "N",
      converter = Amounts.class,
      description = "How many words. Default: ${DEFAULT-VALUE}.")
  private int top = 20;

  TopWordsArguments() {}

  /** How many words to write. */
  public int top() {
    return top;
  }

  /** The values of {@code --top}. */
  private static final class Amounts implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String value) {
      try {
        int top = Integer.parseInt(value);
        if (top > 0 && top <= MOST) {
          return top;
        }
      } catch (NumberFormatException e) {
        // The message below says which numbers are valid.
      }
      throw new TypeConversionException("give a whole number from 1 to " + MOST);
    }
  }
}
