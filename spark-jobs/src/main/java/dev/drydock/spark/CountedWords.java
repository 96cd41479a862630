package dev.drydock.spark;

import dev.drydock.text.WordCounter;
import dev.drydock.text.WordCounts;
import dev.drydock.text.WordRule;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.hadoop.io.BytesWritable;
import org.apache.spark.util.LongAccumulator;
import scala.Tuple2;

/**
 * Counts a partition's chunks while Spark draws the words from it: a table's worth at a time, so a
 * partition with more words than fit into memory passes too.
 */
final class CountedWords implements Iterator<Tuple2<String, Long>> {
  private final Iterator<BytesWritable> chunks;
  private final WordCounter counter;
  private final LongAccumulator malformed;
  private WordCounts.Cursor words = new WordCounts().cursor();
  private boolean atWord;

  CountedWords(Iterator<BytesWritable> chunks, WordRule rule, LongAccumulator malformed) {
    this.chunks = chunks;
    this.counter = new WordCounter(rule);
    this.malformed = malformed;
  }

  @Override
  public boolean hasNext() {
    atWord = atWord || words.next();
    while (!atWord && chunks.hasNext()) {
      words = countUntilFull();
      atWord = words.next();
    }
    return atWord;
  }

  private WordCounts.Cursor countUntilFull() {
    long before = counter.malformed();
    while (chunks.hasNext() && !counter.isFull()) {
      // Hadoop's readers fill the same object again and again, so it must be used up at once.
      BytesWritable chunk = chunks.next();
      counter.count(chunk.getBytes(), 0, chunk.getLength());
    }
    WordCounts taken = counter.takeWords();
    malformed.add(counter.malformed() - before);
    return taken.cursor();
  }

  @Override
  public Tuple2<String, Long> next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    atWord = false;
    String word = new String(words.bytes(), words.from(), words.length(), StandardCharsets.UTF_8);
    return new Tuple2<>(word, words.count());
  }
}
