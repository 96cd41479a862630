package dev.drydock.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WordCountsTest {
  @Test
  void addsUpLikeAMapWhateverTheBytes() {
    Random random = new Random(1);
    WordCounts counts = new WordCounts();
    Map<String, Long> expected = new HashMap<>();
    for (int i = 0; i < 200_000; i++) {
      byte[] word = new byte[random.nextInt(random.nextInt(4) == 0 ? 40 : 5)];
      for (int j = 0; j < word.length; j++) {
        word[j] = (byte) (random.nextInt(3) == 0 ? 0 : random.nextInt(256));
      }
      int from = random.nextInt(9);
      byte[] array = new byte[from + word.length + random.nextInt(9)];
      random.nextBytes(array);
      System.arraycopy(word, 0, array, from, word.length);
      counts.add(array, from, word.length, i);
      expected.merge(new String(word, StandardCharsets.ISO_8859_1), (long) i, Long::sum);
    }

    assertThat(map(counts)).isEqualTo(expected);
    assertThat(counts.size()).isEqualTo(expected.size());
  }

  @Test
  void findsTheSameWordsWhereverTheyStand() {
    byte[] words =
        "a bb ccc dddd eeeee ffffff ggggggg hhhhhhhh iiiiiiiii".getBytes(StandardCharsets.UTF_8);
    for (int before = 0; before < 9; before++) {
      for (int after = 0; after < 9; after++) {
        byte[] text = new byte[before + words.length + after];
        Arrays.fill(text, (byte) 'x'); // no part of what is counted
        System.arraycopy(words, 0, text, before, words.length);
        WordCounts counts = new WordCounts();

        assertThat(counts.countWords(text, before, before + words.length)).isEqualTo(9);
        for (String word : new String(words, StandardCharsets.UTF_8).split(" ", -1)) {
          assertThat(map(counts)).containsEntry(word, 1L);
        }
      }
    }
  }

  @Test
  void splitsAtFiveBytesAndAtNoOther() {
    for (int b = 0; b < 256; b++) {
      byte[] text = {'a', (byte) b, 'c'};
      boolean space = " \t\n\r\f".indexOf(b) >= 0;

      assertThat(new WordCounts().countWords(text, 0, 3)).as("byte %d", b).isEqualTo(space ? 2 : 1);
    }
  }

  @Test
  void forgetsAllWhenCleared() {
    WordCounts counts = new WordCounts();
    counts.countWords("a b a".getBytes(StandardCharsets.UTF_8), 0, 5);
    counts.clear();

    assertThat(counts.size()).isZero();
    assertThat(counts.cursor().next()).isFalse();
  }

  static Map<String, Long> map(WordCounts counts) {
    Map<String, Long> map = new HashMap<>();
    for (WordCounts.Cursor word = counts.cursor(); word.next(); ) {
      String key =
          new String(word.bytes(), word.from(), word.length(), StandardCharsets.ISO_8859_1);
      assertThat(map.put(key, word.count())).isNull();
    }
    return map;
  }
}
