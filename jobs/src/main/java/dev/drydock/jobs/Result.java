package dev.drydock.jobs;

/** What a job writes. */
public enum Result {
  /** Lines of word, tab, count. */
  WORD_COUNTS,
  /** Any lines, or none: nothing more is known about the result of a user's own job. */
  LINES
}
