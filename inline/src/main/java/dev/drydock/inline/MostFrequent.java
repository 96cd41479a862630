package dev.drydock.inline;

import dev.drydock.text.RankedWord;
import dev.drydock.text.WordCounts;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.PriorityQueue;

/** Keeps the first N of many words in the order of {@link RankedWord}. */
final class MostFrequent {
  // The worst of the kept words is at the head, where a better one replaces it.
  private final PriorityQueue<RankedWord> best = new PriorityQueue<>(Collections.reverseOrder());
  private final int top;

  MostFrequent(int top) {
    this.top = top;
  }

  static List<RankedWord> of(WordCounts words, int top) {
    MostFrequent best = new MostFrequent(top);
    for (WordCounts.Cursor word = words.cursor(); word.next(); ) {
      best.add(word.bytes(), word.from(), word.length(), word.count());
    }
    return best.ranked();
  }

  void add(byte[] utf8, int from, int length, long count) {
    if (best.size() < top || count >= best.element().count()) {
      best.add(new RankedWord(new String(utf8, from, length, StandardCharsets.UTF_8), count));
      if (best.size() > top) {
        best.remove();
      }
    }
  }

  List<RankedWord> ranked() {
    List<RankedWord> ranked = new ArrayList<>(best);
    Collections.sort(ranked);
    return ranked;
  }
}
