package dev.drydock.text;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A word with its count, in the order of topwords: the more frequent first; among equals by the
 * word's UTF-8 bytes, which is the order of code points.
 */
public record RankedWord(String word, long count) implements Comparable<RankedWord> {
  @Override
  public int compareTo(RankedWord other) {
    int byCount = Long.compare(other.count, count);
    // String.compareTo goes by UTF-16 units, which puts U+10000 before U+FFFD.
    return byCount != 0 ? byCount : Arrays.compareUnsigned(utf8(word), utf8(other.word));
  }

  /** The line of a result, without its line feed. */
  public String line() {
    return word + "\t" + count;
  }

  private static byte[] utf8(String word) {
    return word.getBytes(StandardCharsets.UTF_8);
  }
}
