package dev.drydock.text;

/** More distinct words than one table can hold, however large the heap is. */
public final class TooManyWordsException extends RuntimeException {
  private static final long serialVersionUID = 1;

  TooManyWordsException(int words) {
    super(
        "%d distinct words are more than one table holds: run on an engine, which spreads them"
            .formatted(words));
  }
}
