package dev.drydock.text;

import java.nio.charset.StandardCharsets;

/**
 * Counts the words of one task's text by either rule, in bounded memory.
 *
 * <p>The text is cut at ASCII whitespace, and its pieces are counted as bytes. Then each distinct
 * piece is decoded, repaired and split by Unicode's rules once, however often it occurs. This gives
 * the same words as splitting the whole text: no malformed sequence spans an ASCII character, and
 * UAX #29 joins whitespace with nothing that makes a word.
 */
public final class WordCounter {
  private static final long MEMORY = 64L << 20;

  private final WordRule rule;
  private final Utf8 utf8 = new Utf8();
  private final UnicodeWords unicode;
  private final WordCounts pieces = new WordCounts();
  private long words;
  private long malformed;

  public WordCounter(WordRule rule) {
    this.rule = rule;
    this.unicode = rule == WordRule.UNICODE ? new UnicodeWords() : null;
  }

  /** Counts a chunk of whole words. */
  public void count(byte[] text, int from, int to) {
    pieces.countWords(text, from, to);
  }

  /**
   * Whether the caller should take the words before the next chunk, to stay within about 64 MiB.
   */
  public boolean isFull() {
    return pieces.memory() > MEMORY;
  }

  /** Takes the words of the chunks since the last call, each once and in valid UTF-8. */
  public WordCounts takeWords() {
    WordCounts taken = new WordCounts();
    for (WordCounts.Cursor cursor = pieces.cursor(); cursor.next(); ) {
      take(cursor, taken);
    }
    pieces.clear();
    return taken;
  }

  private void take(WordCounts.Cursor piece, WordCounts taken) {
    byte[] bytes = piece.bytes();
    int from = piece.from();
    int length = piece.length();
    long count = piece.count();
    if (rule == WordRule.WHITESPACE) {
      words += count;
      if (Utf8.isAscii(bytes, from, length)) {
        taken.add(bytes, from, length, count);
        return;
      }
    }
    String text = utf8.decode(bytes, from, length);
    malformed += utf8.malformed() * count;
    if (rule == WordRule.UNICODE) {
      unicode.split(
          text,
          word -> {
            words += count;
            add(word, count, taken);
          });
    } else if (utf8.malformed() > 0) {
      add(text, count, taken);
    } else {
      taken.add(bytes, from, length, count);
    }
  }

  private static void add(String word, long count, WordCounts taken) {
    byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
    taken.add(bytes, 0, bytes.length, count);
  }

  /** How many words were taken so far, including repetitions. */
  public long words() {
    return words;
  }

  /** How many malformed UTF-8 sequences were in the words taken so far. */
  public long malformed() {
    return malformed;
  }

  /** The line that reports malformed UTF-8 on a job's standard error. */
  public static String malformedLine(long malformed) {
    return "malformed UTF-8: %d sequences replaced by U+FFFD".formatted(malformed);
  }
}
