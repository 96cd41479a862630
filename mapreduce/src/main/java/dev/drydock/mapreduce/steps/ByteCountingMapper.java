package dev.drydock.mapreduce.steps;

import dev.drydock.text.WordCounter;
import dev.drydock.text.WordCounts;
import dev.drydock.text.WordRule;
import java.io.IOException;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.Mapper;

/** Counts words as bytes, without making strings, in a table without objects. */
public final class ByteCountingMapper extends Mapper<LongWritable, Text, Text, LongWritable> {
  // region map
  private final WordCounter counter = new WordCounter(WordRule.WHITESPACE);

  @Override
  protected void map(LongWritable offset, Text line, Context context)
      throws IOException, InterruptedException {
    counter.count(line.getBytes(), 0, line.getLength());
    if (counter.isFull()) {
      write(context);
    }
  }

  @Override
  protected void cleanup(Context context) throws IOException, InterruptedException {
    write(context);
  }

  private void write(Context context) throws IOException, InterruptedException {
    Text word = new Text();
    for (WordCounts.Cursor words = counter.takeWords().cursor(); words.next(); ) {
      word.set(words.bytes(), words.from(), words.length());
      context.write(word, new LongWritable(words.count()));
    }
  }
  // endregion
}
