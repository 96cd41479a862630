package dev.drydock.spark;

import java.util.Arrays;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import scala.Tuple2;

/** Word count as textbooks teach it on RDDs: a record for every word, added up by key. */
public final class TextbookWordCount {
  private TextbookWordCount() {}

  public static void main(String[] arguments) {
    if (arguments.length != 2) {
      System.err.println("usage: wordcount-textbook IN OUT");
      System.exit(2);
    }
    // The master is not named here: spark-submit passes it.
    SparkConf settings = new SparkConf().setAppName("textbook word count of " + arguments[0]);
    try (JavaSparkContext spark = new JavaSparkContext(settings)) {
      // region count
      JavaRDD<String> lines = spark.textFile(arguments[0]);
      // Not \s: it would split at vertical tabs too. An empty line has one word, the empty one.
      JavaRDD<String> words =
          lines
              .flatMap(line -> Arrays.asList(line.split("[ \t\n\r\f]+")).iterator())
              .filter(word -> !word.isEmpty());
      // Like a combiner, reduceByKey adds up in each partition before words travel.
      JavaPairRDD<String, Long> counts =
          words.mapToPair(word -> new Tuple2<>(word, 1L)).reduceByKey(Long::sum);
      // Everything above was a plan. This is an action: it runs the plan.
      counts.map(count -> count._1 + "\t" + count._2).saveAsTextFile(arguments[1]);
      // endregion
    }
  }
}
