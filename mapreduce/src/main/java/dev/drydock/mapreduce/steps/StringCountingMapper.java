package dev.drydock.mapreduce.steps;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.StringTokenizer;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.Mapper;

/** Counts in memory, and writes each word once, when it has seen all lines. */
public final class StringCountingMapper extends Mapper<LongWritable, Text, Text, LongWritable> {
  // region map
  private final Map<String, Long> counts = new HashMap<>(); // has to fit into the task's heap

  @Override
  protected void map(LongWritable offset, Text line, Context context) {
    StringTokenizer words = new StringTokenizer(line.toString());
    while (words.hasMoreTokens()) {
      counts.merge(words.nextToken(), 1L, Long::sum);
    }
  }

  @Override
  protected void cleanup(Context context) throws IOException, InterruptedException {
    for (Map.Entry<String, Long> word : counts.entrySet()) {
      context.write(new Text(word.getKey()), new LongWritable(word.getValue()));
    }
  }
  // endregion
}
