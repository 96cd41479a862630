package dev.drydock.spark;

import dev.drydock.text.ErrorLine;
import dev.drydock.text.JobArguments;
import dev.drydock.text.JobArguments.Job;
import dev.drydock.text.UsageException;
import java.io.IOException;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkException;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.serializer.KryoSerializer;

/** What the mains share: the arguments, the context, and one line for what goes wrong. */
final class SparkJob {
  private SparkJob() {}

  /** What a job does with its context. */
  interface Work {
    void run(JavaSparkContext spark, JobArguments arguments) throws IOException;
  }

  /** Ends a main that failed; one that is done returns, as Spark's cluster mode wants it. */
  static void exit(int code) {
    if (code != 0) {
      System.exit(code);
    }
  }

  static int run(Job job, String[] arguments, Work work) {
    try {
      JobArguments parsed = JobArguments.parse(job, arguments);
      // The master and all else that differs between clusters comes from spark-submit. Kryo
      // writes a shuffled word in a third of the bytes of Java's serialization.
      SparkConf settings =
          new SparkConf()
              .setAppName(job.label() + " of " + parsed.in())
              .setIfMissing("spark.serializer", KryoSerializer.class.getName())
              // An empty file is no text but one whose name ends in .gz is damaged: read both.
              .set("spark.hadoopRDD.ignoreEmptySplits", "false");
      try (JavaSparkContext spark = new JavaSparkContext(settings)) {
        refuseExisting(spark, new Path(parsed.out()));
        work.run(spark, parsed);
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

  /** Spark refuses an existing output when it is about to write: that may be after much work. */
  private static void refuseExisting(JavaSparkContext spark, Path out) throws IOException {
    if (out.getFileSystem(spark.hadoopConfiguration()).exists(out)) {
      throw new FileAlreadyExistsException("Output directory " + out + " already exists");
    }
  }

  /** What a task failed with: the first cause that is not Spark's report, which has its traces. */
  private static String cause(Throwable failure) {
    Throwable cause = failure;
    while (cause instanceof SparkException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return ErrorLine.of(cause);
  }
}
