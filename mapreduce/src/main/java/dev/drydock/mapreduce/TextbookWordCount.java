package dev.drydock.mapreduce;

import java.io.IOException;
import java.util.StringTokenizer;
import org.apache.hadoop.conf.Configured;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.IntWritable;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.Mapper;
import org.apache.hadoop.mapreduce.lib.input.FileInputFormat;
import org.apache.hadoop.mapreduce.lib.output.FileOutputFormat;
import org.apache.hadoop.mapreduce.lib.reduce.IntSumReducer;
import org.apache.hadoop.util.Tool;
import org.apache.hadoop.util.ToolRunner;

/** Word count as textbooks teach it: the mapper writes a record for every word it meets. */
public final class TextbookWordCount extends Configured implements Tool {
  public static final class TokenMapper extends Mapper<LongWritable, Text, Text, IntWritable> {
    // region map
    private static final IntWritable ONE = new IntWritable(1);
    private final Text word = new Text(); // reused: the framework copies what it is given

    @Override
    protected void map(LongWritable offset, Text line, Context context)
        throws IOException, InterruptedException {
      StringTokenizer words = new StringTokenizer(line.toString()); // at " \t\n\r\f"
      while (words.hasMoreTokens()) {
        word.set(words.nextToken());
        context.write(word, ONE);
      }
    }
    // endregion
  }

  @Override
  public int run(String[] arguments) throws Exception {
    if (arguments.length != 2) {
      System.err.println("usage: wordcount-textbook IN OUT");
      return 2;
    }
    // region job
    Job job = Job.getInstance(getConf(), "textbook word count of " + arguments[0]);
    job.setJarByClass(TextbookWordCount.class);
    job.setMapperClass(TokenMapper.class);
    job.setCombinerClass(IntSumReducer.class); // a reducer on each mapper's output
    job.setReducerClass(IntSumReducer.class);
    job.setOutputKeyClass(Text.class);
    job.setOutputValueClass(IntWritable.class);
    FileInputFormat.addInputPath(job, new Path(arguments[0])); // text by default, a line a record
    FileOutputFormat.setOutputPath(job, new Path(arguments[1]));
    return job.waitForCompletion(true) ? 0 : 1;
    // endregion
  }

  public static void main(String[] arguments) throws Exception {
    System.exit(ToolRunner.run(new TextbookWordCount(), arguments));
  }
}
