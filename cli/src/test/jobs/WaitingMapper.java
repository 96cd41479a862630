import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configured;
import org.apache.hadoop.io.IntWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.lib.input.FileInputFormat;
import org.apache.hadoop.mapreduce.lib.map.TokenCounterMapper;
import org.apache.hadoop.mapreduce.lib.output.FileOutputFormat;
import org.apache.hadoop.mapreduce.lib.reduce.IntSumReducer;
import org.apache.hadoop.util.Tool;
import org.apache.hadoop.util.ToolRunner;

/**
 * A word count that is held up: {@code WaitingMapper FOLDER IN OUT}. Each mapper leaves a file in a
 * local folder, named after its attempt and with the port of its NodeManager in it, and goes on
 * when there is a file {@code go}.
 */
public final class WaitingMapper extends Configured implements Tool {
  private static final String FOLDER = "waiting.folder";

  /** Waits before its first record. */
  public static final class Waiting extends TokenCounterMapper {
    @Override
    protected void setup(Context context) throws IOException, InterruptedException {
      Path folder = Path.of(context.getConfiguration().get(FOLDER));
      Path unfinished = folder.resolve("." + context.getTaskAttemptID());
      Files.writeString(unfinished, System.getenv("NM_PORT"));
      Files.move(unfinished, folder.resolve(context.getTaskAttemptID().toString()));
      while (!Files.exists(folder.resolve("go"))) {
        TimeUnit.MILLISECONDS.sleep(50);
      }
    }
  }

  @Override
  public int run(String[] arguments) throws Exception {
    getConf().set(FOLDER, arguments[0]);
    Job job = Job.getInstance(getConf(), "waiting mapper");
    job.setJarByClass(WaitingMapper.class);
    job.setMapperClass(Waiting.class);
    job.setReducerClass(IntSumReducer.class);
    job.setOutputKeyClass(Text.class);
    job.setOutputValueClass(IntWritable.class);
    FileInputFormat.addInputPath(job, new org.apache.hadoop.fs.Path(arguments[1]));
    FileOutputFormat.setOutputPath(job, new org.apache.hadoop.fs.Path(arguments[2]));
    return job.waitForCompletion(true) ? 0 : 1;
  }

  public static void main(String[] arguments) throws Exception {
    System.exit(ToolRunner.run(new WaitingMapper(), arguments));
  }
}
