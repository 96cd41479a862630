package dev.drydock.jobs;

import dev.drydock.text.WordCounter;
import java.util.Map;

/**
 * What a job that counts words reports besides its result.
 *
 * @param words the number of words, including repetitions
 * @param malformed how many malformed UTF-8 sequences were replaced
 */
public record WordTotals(long words, long malformed) {
  /** Prints a note about malformed text, if there was any, and the counters. */
  public void report() {
    if (malformed > 0) {
      System.err.println(WordCounter.malformedLine(malformed));
    }
    System.err.println(counters().line());
  }

  Counters counters() {
    return new Counters(Map.of("words", words, "malformed-sequences", malformed));
  }
}
