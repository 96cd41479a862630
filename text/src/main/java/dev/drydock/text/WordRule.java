package dev.drydock.text;

import java.util.Locale;

/** What a word is: the two values of {@code --words}. */
public enum WordRule {
  /** A maximal run of bytes other than space, tab, newline, carriage return and form feed. */
  WHITESPACE,
  /**
   * A segment by the word boundaries of Unicode (UAX #29) that holds a letter, number, ideograph or
   * kana, case folded.
   */
  UNICODE;

  /** The name used on the command line. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
