package dev.drydock.spark.job;

import dev.drydock.jobs.ErrorLine;
import dev.drydock.jobs.InOut;
import dev.drydock.jobs.Job;
import dev.drydock.jobs.UsageException;
import java.io.IOException;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkException;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.serializer.KryoSerializer;

/** What the main classes share: the arguments, the context, and one line for a failure. */
public final class SparkJob {
  private SparkJob() {}

  /** What a job does with its context. */
  public interface Work<A> {
    void run(JavaSparkContext spark, A arguments) throws IOException;
  }

  /**
   * Ends the JVM after a failure. After a success, main returns, as Spark's cluster mode expects.
   */
  public static void exit(int code) {
    if (code != 0) {
      System.exit(code);
    }
  }

  /** Runs a job; returns 0 when done, 1 when failed, 2 for wrong usage. */
  public static <A extends InOut> int run(Job<A> job, String[] line, Work<A> work) {
    try {
      A arguments = job.parse(line);
      // The master and everything else that differs between clusters comes from spark-submit. Kryo
      // writes a shuffled word in a third of the bytes of Java's serialization.
      SparkConf settings =
          new SparkConf()
              .setAppName(job.name() + " of " + arguments.in())
              .setIfMissing("spark.serializer", KryoSerializer.class.getName())
              // An empty file has no words, but an empty .gz file is damaged: read both.
              .set("spark.hadoopRDD.ignoreEmptySplits", "false");
      try (JavaSparkContext spark = new JavaSparkContext(settings)) {
        refuseExisting(spark, new Path(arguments.out()));
        work.run(spark, arguments);
      }
      return 0;
    } catch (UsageException e) {
      System.err.println(e.getMessage());
      return 2;
    } catch (Exception e) {
      System.err.println(cause(e));
      return 1;
    }
  }

  /** Spark refuses an existing output only when it is about to write, perhaps after much work. */
  private static void refuseExisting(JavaSparkContext spark, Path out) throws IOException {
    if (out.getFileSystem(spark.hadoopConfiguration()).exists(out)) {
      throw new FileAlreadyExistsException("Output directory " + out + " already exists");
    }
  }

  /** The failure of a task: the first cause that is not Spark's report with its stack traces. */
  private static String cause(Throwable failure) {
    Throwable cause = failure;
    while (cause instanceof SparkException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return ErrorLine.of(cause);
  }
}
