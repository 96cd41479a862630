package dev.drydock.text;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.util.ULocale;
import java.util.function.Consumer;

/**
 * Splits text by the default word boundaries of Unicode (UAX #29) with the dictionaries of ICU4J
 * for Chinese, Japanese, Thai and others that write no spaces. Segments without a letter, number,
 * ideograph or kana are dropped, the others case folded (Unicode, section 3.13, full folding).
 */
final class UnicodeWords {
  // The root locale, because the result must not depend on where a job runs.
  private final BreakIterator boundaries = BreakIterator.getWordInstance(ULocale.ROOT);

  void split(String text, Consumer<String> words) {
    boundaries.setText(text);
    int start = boundaries.first();
    for (int end = boundaries.next(); end != BreakIterator.DONE; end = boundaries.next()) {
      if (boundaries.getRuleStatus() >= BreakIterator.WORD_NONE_LIMIT) {
        words.accept(UCharacter.foldCase(text.substring(start, end), true));
      }
      start = end;
    }
  }
}
