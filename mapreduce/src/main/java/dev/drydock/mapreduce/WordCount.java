package dev.drydock.mapreduce;

import dev.drydock.text.JobArguments;
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
import org.apache.hadoop.util.ToolRunner;

/** Counts words: {@code wordcount [--words whitespace|unicode] IN OUT}. */
public final class WordCount extends Configured implements Tool {
  private static final String WORDS = "drydock.words";

  /** What the job reports beside Hadoop's own counters. */
  enum Counter {
    WORDS,
    MALFORMED_SEQUENCES
  }

  /**
   * Counts in memory and writes a word once a task, where Hadoop's own example writes a record for
   * every occurrence, to be sorted, spilled and combined: that makes it six times as expensive.
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
      counter.count(chunk.getBytes(), 0, chunk.getLength());
      // A task's memory is bounded whatever its text: too many words leave in several parts.
      if (counter.isFull()) {
        write(context);
      }
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
  public int run(String[] arguments) throws Exception {
    Job job = createJob(getConf(), JobArguments.parse(JobArguments.Job.WORDCOUNT, arguments));
    if (!job.waitForCompletion(true)) {
      return 1;
    }
    reportMalformed(job);
    return 0;
  }

  /** The counting job, which is also the first job of {@link TopWords}. */
  static Job createJob(Configuration configuration, JobArguments arguments) throws IOException {
    configuration.setEnum(WORDS, arguments.words());
    Job job = Job.getInstance(configuration, "word count of " + arguments.in());
    job.setJarByClass(WordCount.class);
    job.setInputFormatClass(TextChunkInputFormat.class);
    job.setMapperClass(CountingMapper.class);
    // Adding up is associative, so the reducer may run on a mapper's output before it travels. It
    // has work only where a mapper wrote a word more than once.
    job.setCombinerClass(LongSumReducer.class);
    job.setReducerClass(LongSumReducer.class);
    job.setOutputKeyClass(Text.class);
    job.setOutputValueClass(LongWritable.class);
    if (onYarn(configuration) && isDefault(configuration, MRJobConfig.NUM_REDUCES)) {
      // Hadoop's default is one: all words would pass through one machine.
      job.setNumReduceTasks(2);
    }
    FileInputFormat.addInputPath(job, new Path(arguments.in()));
    FileOutputFormat.setOutputPath(job, new Path(arguments.out()));
    return job;
  }

  static void reportMalformed(Job job) throws IOException {
    long malformed = job.getCounters().findCounter(Counter.MALFORMED_SEQUENCES).getValue();
    if (malformed > 0) {
      System.err.println(WordCounter.malformedLine(malformed));
    }
  }

  private static boolean onYarn(Configuration configuration) {
    return MRConfig.YARN_FRAMEWORK_NAME.equals(configuration.get(MRConfig.FRAMEWORK_NAME));
  }

  private static boolean isDefault(Configuration configuration, String key) {
    String[] sources = configuration.getPropertySources(key);
    return sources == null || sources[sources.length - 1].equals("mapred-default.xml");
  }

  public static void main(String[] arguments) throws Exception {
    if (ToolRunner.run(new WordCount(), arguments) != 0) {
      throw new IOException("wordcount failed: the log of the job says why");
    }
  }
}
