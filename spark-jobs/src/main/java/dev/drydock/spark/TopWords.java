package dev.drydock.spark;

import dev.drydock.jobs.Jobs;
import dev.drydock.jobs.TopWordsArguments;
import dev.drydock.spark.job.SparkJob;
import dev.drydock.spark.wordcount.Words;
import dev.drydock.text.RankedWord;
import java.io.IOException;
import java.io.Serializable;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import scala.Tuple2;

/**
 * Finds the most frequent words: {@code spark-submit --class dev.drydock.spark.TopWords … IN OUT}.
 */
public final class TopWords {
  private TopWords() {}

  public static void main(String[] arguments) {
    SparkJob.exit(run(arguments));
  }

  static int run(String... arguments) {
    return SparkJob.run(Jobs.TOP_WORDS, arguments, TopWords::write);
  }

  private static void write(JavaSparkContext spark, TopWordsArguments arguments)
      throws IOException {
    Words words = Words.of(spark, arguments);
    // takeOrdered keeps N words a partition and merges them here; sorting all words would shuffle
    // them once more. The comparator travels to the tasks, so it must be serializable.
    Comparator<Tuple2<String, Long>> order =
        (Comparator<Tuple2<String, Long>> & Serializable) TopWords::compare;
    List<Tuple2<String, Long>> top = words.counts().takeOrdered(arguments.top(), order);
    // One partition makes one file, whose lines keep this order.
    Words.save(spark.parallelizePairs(top, 1), arguments.out());
    words.totals().report();
  }

  private static int compare(Tuple2<String, Long> a, Tuple2<String, Long> b) {
    return new RankedWord(a._1, a._2).compareTo(new RankedWord(b._1, b._2));
  }
}
