package dev.drydock.spark.wordcount;

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
 * Counts a partition's chunks while Spark reads the words from it, one table at a time. So a
 * partition may have more words than fit into memory.
 */
final class CountedWords implements Iterator<Tuple2<String, Long>> {
  private final Iterator<BytesWritable> chunks;
  private final WordCounter counter;
  private final LongAccumulator total;
  private final LongAccumulator malformed;
  private WordCounts.Cursor words = new WordCounts().cursor();
  private boolean atWord;

  CountedWords(
      Iterator<BytesWritable> chunks,
      WordRule rule,
      LongAccumulator total,
      LongAccumulator malformed) {
    this.chunks = chunks;
    this.counter = new WordCounter(rule);
    this.total = total;
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
    long wordsBefore = counter.words();
    long malformedBefore = counter.malformed();
    while (chunks.hasNext() && !counter.isFull()) {
      // Hadoop's readers reuse one object, so it must be used up before the next chunk.
      BytesWritable chunk = chunks.next();
      counter.count(chunk.getBytes(), 0, chunk.getLength());
    }
    WordCounts taken = counter.takeWords();
    total.add(counter.words() - wordsBefore);
    malformed.add(counter.malformed() - malformedBefore);
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
