package dev.drydock.spark;

import dev.drydock.jobs.Jobs;
import dev.drydock.jobs.WordCountArguments;
import dev.drydock.spark.job.SparkJob;
import dev.drydock.spark.wordcount.Words;
import java.io.IOException;
import org.apache.spark.api.java.JavaSparkContext;

/** Counts words, fast: {@code spark-submit --class dev.drydock.spark.WordCount … IN OUT}. */
public final class WordCount {
  private WordCount() {}

  public static void main(String[] arguments) {
    SparkJob.exit(run(arguments));
  }

  static int run(String... arguments) {
    return SparkJob.run(Jobs.WORD_COUNT, arguments, WordCount::write);
  }

  private static void write(JavaSparkContext spark, WordCountArguments arguments)
      throws IOException {
    Words words = Words.of(spark, arguments);
    // The first action; everything before it is only a plan. Writes a part file for each partition.
    Words.save(words.counts(), arguments.out());
    words.totals().report();
  }
}
