import java.io.IOException;
import java.util.Locale;
import org.apache.hadoop.conf.Configured;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.Mapper;
import org.apache.hadoop.mapreduce.lib.input.FileInputFormat;
import org.apache.hadoop.mapreduce.lib.output.FileOutputFormat;
import org.apache.hadoop.util.Tool;
import org.apache.hadoop.util.ToolRunner;

/** A user's MapReduce job whose result is no word counts, and which reports a counter. */
public final class UpperCase extends Configured implements Tool {
  /** Writes each line in capitals. */
  public static final class Capitals extends Mapper<LongWritable, Text, Text, NullWritable> {
    @Override
    protected void map(LongWritable offset, Text line, Context context)
        throws IOException, InterruptedException {
      context.getCounter("upper", "lines").increment(1);
      context.write(new Text(line.toString().toUpperCase(Locale.ROOT)), NullWritable.get());
    }
  }

  @Override
  public int run(String[] arguments) throws Exception {
    Job job = Job.getInstance(getConf(), "upper case");
    job.setJarByClass(UpperCase.class);
    job.setMapperClass(Capitals.class);
    job.setNumReduceTasks(0);
    job.setOutputKeyClass(Text.class);
    job.setOutputValueClass(NullWritable.class);
    FileInputFormat.addInputPath(job, new Path(arguments[0]));
    FileOutputFormat.setOutputPath(job, new Path(arguments[1]));
    if (!job.waitForCompletion(true)) {
      return 1;
    }
    long lines = job.getCounters().findCounter("upper", "lines").getValue();
    System.err.println("drydock counters: lines=" + lines);
    return 0;
  }

  public static void main(String[] arguments) throws Exception {
    System.exit(ToolRunner.run(new UpperCase(), arguments));
  }
}
