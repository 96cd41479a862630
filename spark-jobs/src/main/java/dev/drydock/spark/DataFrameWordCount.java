package dev.drydock.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.split;

import java.io.IOException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Word count as textbooks teach it on data frames: a query, which Spark SQL plans and compiles. */
public final class DataFrameWordCount {
  private DataFrameWordCount() {}

  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 2) {
      System.err.println("usage: wordcount-dataframe IN OUT");
      System.exit(2);
    }
    String name = "data frame word count of " + arguments[0];
    try (SparkSession spark = SparkSession.builder().appName(name).getOrCreate()) {
      // region count
      Dataset<Row> lines = spark.read().text(arguments[0]); // one column, named value
      // Not \s: it would split at vertical tabs too. An empty line has one word, the empty one.
      Dataset<Row> words =
          lines
              .select(explode(split(col("value"), "[ \t\n\r\f]+")).as("word"))
              .where(col("word").notEqual(""));
      Dataset<Row> counts = words.groupBy("word").count();
      // Text has one column. The number is converted to a string implicitly.
      counts.select(concat_ws("\t", col("word"), col("count"))).write().text(arguments[1]);
      // endregion
    }
  }
}
