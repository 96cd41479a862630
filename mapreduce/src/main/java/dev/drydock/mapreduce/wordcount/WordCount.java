package dev.drydock.mapreduce.wordcount;

import dev.drydock.jobs.Jobs;
import dev.drydock.jobs.WordCountArguments;
import dev.drydock.jobs.WordTotals;
import dev.drydock.text.WordCounter;
import dev.drydock.text.WordCounts;
import dev.drydock.text.WordRule;
import dev.drydock.text.input.TextChunkInputFormat;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.conf.Configured;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.BytesWritable;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.MRConfig;
import org.apache.hadoop.mapreduce.MRJobConfig;
import org.apache.hadoop.mapreduce.Mapper;
import org.apache.hadoop.mapreduce.lib.input.FileInputFormat;
import org.apache.hadoop.mapreduce.lib.output.FileOutputFormat;
import org.apache.hadoop.mapreduce.lib.reduce.LongSumReducer;
import org.apache.hadoop.util.Tool;

/** Counts words, fast. */
public final class WordCount extends Configured implements Tool {
  private static final String WORDS = "drydock.words";

  /** Counters besides Hadoop's own. */
  enum Counter {
    WORDS,
    MALFORMED_SEQUENCES
  }

  /**
   * Counts in memory and writes each word once, at the end of its task. The textbook's mapper
   * writes a record for every occurrence; sorting, spilling and combining these costs several times
   * as much.
   */
  public static final class CountingMapper
      extends Mapper<LongWritable, BytesWritable, Text, LongWritable> {
    private final Text word = new Text();
    private final LongWritable count = new LongWritable();
    private WordCounter counter;

    @Override
    protected void setup(Context context) {
      counter = new WordCounter(context.getConfiguration().getEnum(WORDS, WordRule.WHITESPACE));
    }

    @Override
    protected void map(LongWritable offset, BytesWritable chunk, Context context)
        throws IOException, InterruptedException {
      // region map
      counter.count(chunk.getBytes(), 0, chunk.getLength());
      // Bounds the memory of a task: a full table is written out and emptied.
      if (counter.isFull()) {
        write(context);
      }
      // endregion
    }

    @Override
    protected void cleanup(Context context) throws IOException, InterruptedException {
      write(context);
      context.getCounter(Counter.WORDS).increment(counter.words());
      context.getCounter(Counter.MALFORMED_SEQUENCES).increment(counter.malformed());
    }

    private void write(Context context) throws IOException, InterruptedException {
      for (WordCounts.Cursor words = counter.takeWords().cursor(); words.next(); ) {
        word.set(words.bytes(), words.from(), words.length());
        count.set(words.count());
        context.write(word, count);
      }
    }
  }

  @Override
  public int run(String[] line) throws Exception {
    WordCountArguments arguments = Jobs.WORD_COUNT.parse(line);
    Job job = createJob(getConf(), arguments, new Path(arguments.out()));
    if (!job.waitForCompletion(true)) {
      return 1;
    }
    totals(job).report();
    return 0;
  }

  /** A job that counts words; other jobs begin with it. */
  public static Job createJob(Configuration configuration, WordCountArguments arguments, Path out)
      throws IOException {
    configuration.setEnum(WORDS, arguments.words());
    Job job = Job.getInstance(configuration, "word count of " + arguments.in());
    job.setJarByClass(WordCount.class);
    job.setInputFormatClass(TextChunkInputFormat.class);
    job.setMapperClass(CountingMapper.class);
    // Adding up is associative, so the reducer may run on a mapper's output before it travels. It
    // has work only if a mapper wrote a word more than once.
    job.setCombinerClass(LongSumReducer.class);
    job.setReducerClass(LongSumReducer.class);
    job.setOutputKeyClass(Text.class);
    job.setOutputValueClass(LongWritable.class);
    if (onYarn(configuration) && isDefault(configuration, MRJobConfig.NUM_REDUCES)) {
      // Hadoop's default is one: all words would pass through one machine.
      job.setNumReduceTasks(2);
    }
    FileInputFormat.addInputPath(job, new Path(arguments.in()));
    FileOutputFormat.setOutputPath(job, out);
    return job;
  }

  /** What a finished job counted. */
  public static WordTotals totals(Job job) throws IOException {
    return new WordTotals(
        job.getCounters().findCounter(Counter.WORDS).getValue(),
        job.getCounters().findCounter(Counter.MALFORMED_SEQUENCES).getValue());
  }

  private static boolean onYarn(Configuration configuration) {
    return MRConfig.YARN_FRAMEWORK_NAME.equals(configuration.get(MRConfig.FRAMEWORK_NAME));
  }

  private static boolean isDefault(Configuration configuration, String key) {
    String[] sources = configuration.getPropertySources(key);
    return sources == null || sources[sources.length - 1].equals("mapred-default.xml");
  }
}
