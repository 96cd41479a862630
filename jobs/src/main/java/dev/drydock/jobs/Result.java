package dev.drydock.jobs;

/** What a job writes. */
public enum Result {
  /** Lines of word, tab, count. */
  WORD_COUNTS,
  /** Any lines, or none: all that is known of the result of a user's own job. */
  LINES
}
