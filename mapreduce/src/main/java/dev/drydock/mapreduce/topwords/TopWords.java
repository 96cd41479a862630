package dev.drydock.mapreduce.topwords;

import dev.drydock.jobs.Jobs;
import dev.drydock.jobs.TopWordsArguments;
import dev.drydock.mapreduce.wordcount.WordCount;
import dev.drydock.text.RankedWord;
import java.io.IOException;
import java.util.Collections;
import java.util.PriorityQueue;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.conf.Configured;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.Mapper;
import org.apache.hadoop.mapreduce.Reducer;
import org.apache.hadoop.mapreduce.lib.input.FileInputFormat;
import org.apache.hadoop.mapreduce.lib.input.SequenceFileInputFormat;
import org.apache.hadoop.mapreduce.lib.output.FileOutputFormat;
import org.apache.hadoop.mapreduce.lib.output.SequenceFileOutputFormat;
import org.apache.hadoop.mapreduce.lib.output.TextOutputFormat;
import org.apache.hadoop.util.Tool;

/**
 * Finds the most frequent words.
 *
 * <p>It is a chain of two jobs: a word's rank is known only when every count is final, which is
 * when the first job ends.
 */
@SuppressWarnings("SameNameButDifferent") // a mapper and a reducer each call their own Context
public final class TopWords extends Configured implements Tool {
  private static final String TOP = "drydock.top";

  /** Keeps the N best words of its part: no other word of that part can be among the N best. */
  public static final class BestOfPart extends Mapper<Text, LongWritable, WordRank, NullWritable> {
    // The worst of the kept words is at the head, where a better one replaces it.
    private final PriorityQueue<RankedWord> best = new PriorityQueue<>(Collections.reverseOrder());
    private int top;

    @Override
    protected void setup(Context context) {
      top = top(context.getConfiguration());
    }

    @Override
    protected void map(Text word, LongWritable count, Context context) {
      if (best.size() < top || count.get() >= best.element().count()) {
        best.add(new RankedWord(word.toString(), count.get()));
        if (best.size() > top) {
          best.remove();
        }
      }
    }

    @Override
    protected void cleanup(Context context) throws IOException, InterruptedException {
      for (RankedWord ranked : best) {
        context.write(new WordRank(ranked), NullWritable.get());
      }
    }
  }

  /** Sees the kept words of all parts in order, and writes the first N. */
  public static final class FirstOfAll extends Reducer<WordRank, NullWritable, Text, LongWritable> {
    private int left;

    @Override
    protected void setup(Context context) {
      left = top(context.getConfiguration());
    }

    @Override
    protected void reduce(WordRank rank, Iterable<NullWritable> once, Context context)
        throws IOException, InterruptedException {
      if (left > 0) {
        left--;
        RankedWord ranked = rank.ranked();
        context.write(new Text(ranked.word()), new LongWritable(ranked.count()));
      }
    }
  }

  @Override
  public int run(String[] line) throws Exception {
    TopWordsArguments arguments = Jobs.TOP_WORDS.parse(line);
    Path out = new Path(arguments.out());
    // The user may write next to the output. The underscore hides the folder from other jobs.
    Path temporary = new Path(out.getParent(), "_" + out.getName() + "-" + UUID.randomUUID());
    Path counts = new Path(temporary, "counts");
    Job ranking = rankingJob(arguments, counts, out);
    // The second job refuses an existing output too, but only after the work of the first.
    new TextOutputFormat<Text, LongWritable>().checkOutputSpecs(ranking);
    try {
      Job counting = WordCount.createJob(getConf(), arguments, counts);
      // Between jobs words and counts stay binary: nothing to format or parse.
      counting.setOutputFormatClass(SequenceFileOutputFormat.class);
      if (!counting.waitForCompletion(true) || !ranking.waitForCompletion(true)) {
        return 1;
      }
      WordCount.totals(counting).report();
      return 0;
    } finally {
      temporary.getFileSystem(getConf()).delete(temporary, true);
    }
  }

  private Job rankingJob(TopWordsArguments arguments, Path counts, Path out) throws IOException {
    Configuration configuration = new Configuration(getConf());
    configuration.setInt(TOP, arguments.top());
    Job job = Job.getInstance(configuration, "top words of " + arguments.in());
    job.setJarByClass(TopWords.class);
    job.setInputFormatClass(SequenceFileInputFormat.class);
    job.setMapperClass(BestOfPart.class);
    job.setMapOutputKeyClass(WordRank.class);
    job.setMapOutputValueClass(NullWritable.class);
    job.setReducerClass(FirstOfAll.class);
    // One reducer makes one file in total order. It gets at most N words from each mapper.
    job.setNumReduceTasks(1);
    job.setOutputKeyClass(Text.class);
    job.setOutputValueClass(LongWritable.class);
    FileInputFormat.addInputPath(job, counts);
    FileOutputFormat.setOutputPath(job, out);
    return job;
  }

  private static int top(Configuration configuration) {
    return configuration.getInt(TOP, 0);
  }
}
