import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
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

/** A user's MapReduce job with a mistake in it. */
public final class ThrowingMapper extends Configured implements Tool {
  /** Throws at the first record, with a cause. */
  public static final class Throwing extends Mapper<LongWritable, Text, Text, NullWritable> {
    @Override
    protected void map(LongWritable offset, Text line, Context context) throws IOException {
      throw new IOException("record at " + offset, new IllegalStateException("the barrel leaks"));
    }
  }

  @Override
  public int run(String[] arguments) throws Exception {
    Configuration configuration = getConf();
    // The first failure is enough to see what is reported.
    configuration.setInt("mapreduce.map.maxattempts", 1);
    Job job = Job.getInstance(configuration, "throwing mapper");
    job.setJarByClass(ThrowingMapper.class);
    job.setMapperClass(Throwing.class);
    job.setNumReduceTasks(0);
    job.setOutputKeyClass(Text.class);
    job.setOutputValueClass(NullWritable.class);
    FileInputFormat.addInputPath(job, new Path(arguments[0]));
    FileOutputFormat.setOutputPath(job, new Path(arguments[1]));
    return job.waitForCompletion(true) ? 0 : 1;
  }

  public static void main(String[] arguments) throws Exception {
    System.exit(ToolRunner.run(new ThrowingMapper(), arguments));
  }
}
