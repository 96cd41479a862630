package dev.drydock.mapreduce.steps;

import dev.drydock.jobs.Jobs;
import dev.drydock.mapreduce.TextbookWordCount;
import dev.drydock.mapreduce.wordcount.WordCount;
import org.apache.hadoop.conf.Configured;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.IntWritable;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.lib.input.FileInputFormat;
import org.apache.hadoop.mapreduce.lib.output.FileOutputFormat;
import org.apache.hadoop.mapreduce.lib.reduce.IntSumReducer;
import org.apache.hadoop.mapreduce.lib.reduce.LongSumReducer;
import org.apache.hadoop.util.Tool;
import org.apache.hadoop.util.ToolRunner;

/**
 * Runs one step on the way from the textbook's word count to the fast one: {@code STEP IN OUT}. All
 * steps write the same lines.
 */
public final class WordCountSteps extends Configured implements Tool {
  @Override
  public int run(String[] arguments) throws Exception {
    if (arguments.length != 3) {
      System.err.println("usage: no-combiner|combiner|in-mapper|bytes|chunks IN OUT");
      return 2;
    }
    String in = arguments[1];
    Path out = new Path(arguments[2]);
    // The last step is the fast job itself.
    Job job =
        arguments[0].equals("chunks")
            ? WordCount.createJob(getConf(), Jobs.WORD_COUNT.parse(in, arguments[2]), out)
            : readLines(arguments[0], in, out);
    return job.waitForCompletion(true) ? 0 : 1;
  }

  private Job readLines(String step, String in, Path out) throws Exception {
    Job job = Job.getInstance(getConf(), "word count, step " + step);
    // region steps
    switch (step) {
      case "no-combiner" -> {
        job.setMapperClass(TextbookWordCount.TokenMapper.class);
        job.setReducerClass(IntSumReducer.class);
      }
      case "combiner" -> {
        job.setMapperClass(TextbookWordCount.TokenMapper.class);
        job.setCombinerClass(IntSumReducer.class);
        job.setReducerClass(IntSumReducer.class);
      }
      case "in-mapper" -> {
        job.setMapperClass(StringCountingMapper.class);
        job.setReducerClass(LongSumReducer.class);
      }
      case "bytes" -> {
        job.setMapperClass(ByteCountingMapper.class);
        job.setReducerClass(LongSumReducer.class);
      }
      default -> throw new IllegalArgumentException("no step is called '" + step + "'");
    }
    // endregion
    job.setJarByClass(WordCountSteps.class);
    job.setOutputKeyClass(Text.class);
    job.setOutputValueClass(step.endsWith("combiner") ? IntWritable.class : LongWritable.class);
    FileInputFormat.addInputPath(job, new Path(in));
    FileOutputFormat.setOutputPath(job, out);
    return job;
  }

  public static void main(String[] arguments) throws Exception {
    System.exit(ToolRunner.run(new WordCountSteps(), arguments));
  }
}
