package dev.drydock.text;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.util.ULocale;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringTokenizer;
import java.util.stream.Collectors;

/** Counts words the plain way, whole texts at once: what every job is compared with. */
public final class ExpectedWords {
  private final WordRule rule;
  private final Map<String, Long> counts = new HashMap<>();

  public ExpectedWords(WordRule rule) {
    this.rule = rule;
  }

  /** Adds a whole file. */
  public ExpectedWords add(byte[] file) {
    String text = new String(file, StandardCharsets.UTF_8);
    if (text.startsWith("\ufeff")) {
      text = text.substring(1);
    }
    switch (rule) {
      case WHITESPACE -> addByWhitespace(text);
      case UNICODE -> addByBoundaries(text);
    }
    return this;
  }

  private void addByWhitespace(String text) {
    // Hadoop's own WordCount splits with this class; its separators are written out here.
    StringTokenizer tokens = new StringTokenizer(text, " \t\n\r\f");
    while (tokens.hasMoreTokens()) {
      counts.merge(tokens.nextToken(), 1L, Long::sum);
    }
  }

  private void addByBoundaries(String text) {
    BreakIterator boundaries = BreakIterator.getWordInstance(ULocale.ROOT);
    boundaries.setText(text);
    int start = 0;
    for (int end = boundaries.next(); end != BreakIterator.DONE; end = boundaries.next()) {
      if (boundaries.getRuleStatus() >= BreakIterator.WORD_NONE_LIMIT) {
        counts.merge(UCharacter.foldCase(text.substring(start, end), true), 1L, Long::sum);
      }
      start = end;
    }
  }

  public Map<String, Long> counts() {
    return counts;
  }

  /** The lines of a result, sorted by unsigned bytes. */
  public List<String> lines() {
    return counts.entrySet().stream()
        .map(entry -> entry.getKey() + "\t" + entry.getValue())
        .sorted(Comparator.comparing(ExpectedWords::utf8, Arrays::compareUnsigned))
        .collect(Collectors.toList());
  }

  /** The lines of topwords, in their order. */
  public List<String> topLines(int top) {
    return counts.entrySet().stream()
        .sorted(
            Map.Entry.<String, Long>comparingByValue()
                .reversed()
                .thenComparing(entry -> utf8(entry.getKey()), Arrays::compareUnsigned))
        .limit(top)
        .map(entry -> entry.getKey() + "\t" + entry.getValue())
        .collect(Collectors.toList());
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
