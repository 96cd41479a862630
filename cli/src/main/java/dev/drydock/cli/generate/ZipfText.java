package dev.drydock.cli.generate;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.LongConsumer;

/**
 * Text whose words follow Zipf's law: the probability of the word of rank r is proportional to 1/r.
 * The same seed gives the same bytes everywhere.
 *
 * <p>Words are drawn by Walker's alias method (A. J. Walker, ACM TOMS 3(3), 1977, in the form of M.
 * D. Vose, IEEE TSE 17(9), 1991): each word takes one random number and one table entry, however
 * many words there are.
 */
public final class ZipfText {
  private static final int WORDS_PER_LINE = 12;
  private static final int BUFFER_BYTES = 1 << 16;

  private static final String[] LATIN = syllables("bdfghjklmnprstvwz", "aeiou");
  private static final String[] HANGUL = range(0xAC00, 0xD7A4, 28);
  private static final String[] KANA = range(0x3042, 0x3094, 1);

  /** The UTF-8 bytes of all words, each followed by a space. */
  private final byte[] bytes;

  /** Where the word of a rank starts; one entry more than words. */
  private final int[] starts;

  private final double[] keep;
  private final int[] alias;
  private final long seed;

  public ZipfText(int distinct, long seed) {
    if (distinct < 1) {
      throw new IllegalArgumentException("a text needs at least one distinct word");
    }
    this.seed = seed;
    byte[] all = new byte[Math.multiplyExact(distinct, 8)];
    starts = new int[distinct + 1];
    for (int rank = 0; rank < distinct; rank++) {
      byte[] word = (word(rank) + " ").getBytes(StandardCharsets.UTF_8);
      int end = starts[rank] + word.length;
      if (end > all.length) {
        all = Arrays.copyOf(all, Math.max(end, all.length * 2));
      }
      System.arraycopy(word, 0, all, starts[rank], word.length);
      starts[rank + 1] = end;
    }
    bytes = all;
    keep = new double[distinct];
    alias = new int[distinct];
    fillAliasTable(keep, alias);
  }

  /**
   * Every rank has its own word: the alphabets are disjoint, and each word is a number in the base
   * of its alphabet.
   */
  static String word(int rank) {
    return switch (rank % 10) {
      case 3, 7 -> spell(rank, HANGUL);
      case 5 -> spell(rank, KANA);
      default -> spell(rank, LATIN);
    };
  }

  /**
   * Writes exactly this many bytes; the last one is a line feed.
   *
   * @param written gets the number of bytes written so far from time to time
   */
  public void write(OutputStream out, long size, LongConsumer written) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    byte[] buffer = new byte[BUFFER_BYTES];
    int used = 0;
    long left = size;
    int wordsInLine = 0;
    while (left > 0) {
      int rank = draw(random);
      int length = starts[rank + 1] - starts[rank];
      if (length > left) {
        break;
      }
      if (used + length > buffer.length) {
        out.write(buffer, 0, used);
        used = 0;
        written.accept(size - left);
      }
      System.arraycopy(bytes, starts[rank], buffer, used, length);
      used += length;
      left -= length;
      if (++wordsInLine == WORDS_PER_LINE) {
        buffer[used - 1] = '\n';
        wordsInLine = 0;
      }
    }
    if (left == 0 && used > 0) {
      buffer[used - 1] = '\n';
    }
    out.write(buffer, 0, used);
    if (left > 0) {
      // No word fits into the rest, so the rest becomes a word of its own.
      byte[] rest = new byte[(int) left];
      Arrays.fill(rest, (byte) 'x');
      rest[rest.length - 1] = '\n';
      out.write(rest);
    }
    written.accept(size);
  }

  private int draw(SplittableRandom random) {
    int rank = random.nextInt(keep.length);
    return random.nextDouble() < keep[rank] ? rank : alias[rank];
  }

  private static void fillAliasTable(double[] keep, int[] alias) {
    int count = keep.length;
    double sum = 0;
    for (int rank = 0; rank < count; rank++) {
      sum += 1.0 / (rank + 1);
    }
    int[] small = new int[count];
    int[] large = new int[count];
    int smalls = 0;
    int larges = 0;
    for (int rank = 0; rank < count; rank++) {
      keep[rank] = count / (sum * (rank + 1));
      if (keep[rank] < 1) {
        small[smalls++] = rank;
      } else {
        large[larges++] = rank;
      }
    }
    while (smalls > 0 && larges > 0) {
      int under = small[--smalls];
      int over = large[larges - 1];
      alias[under] = over;
      keep[over] -= 1 - keep[under];
      if (keep[over] < 1) {
        larges--;
        small[smalls++] = over;
      }
    }
    // Slots that rounding leaves over are whole ones.
    while (smalls > 0) {
      keep[small[--smalls]] = 1;
    }
    while (larges > 0) {
      keep[large[--larges]] = 1;
    }
  }

  private static String spell(int rank, String[] digits) {
    StringBuilder word = new StringBuilder();
    int rest = rank;
    do {
      word.append(digits[rest % digits.length]);
      rest /= digits.length;
    } while (rest > 0);
    return word.toString();
  }

  private static String[] syllables(String consonants, String vowels) {
    return consonants
        .chars()
        .mapToObj(Character::toString)
        .flatMap(first -> vowels.chars().mapToObj(second -> first + Character.toString(second)))
        .toArray(String[]::new);
  }

  private static String[] range(int first, int end, int step) {
    String[] characters = new String[(end - first + step - 1) / step];
    for (int i = 0; i < characters.length; i++) {
      characters[i] = Character.toString(first + i * step);
    }
    return characters;
  }
}
