package dev.drydock.spark;

import dev.drydock.text.JobArguments;
import dev.drydock.text.JobArguments.Job;
import dev.drydock.text.RankedWord;
import java.io.IOException;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;

/** The most frequent words: {@code spark-submit --class dev.drydock.spark.TopWords … IN OUT}. */
public final class TopWords {
  private TopWords() {}

  public static void main(String[] arguments) {
    SparkJob.main(Job.TOPWORDS, arguments, TopWords::run);
  }

  private static void run(JavaSparkContext spark, JobArguments arguments) throws IOException {
    Words words = Words.of(spark, arguments);
    // takeOrdered keeps N words a partition and merges them here; sorting all words would shuffle
    // them once more.
    List<RankedWord> top =
        words.counts().map(word -> new RankedWord(word._1, word._2)).takeOrdered(arguments.top());
    // One partition makes one file, whose lines keep this order.
    spark.parallelize(top, 1).map(RankedWord::line).saveAsTextFile(arguments.out());
    words.reportMalformed();
  }
}
