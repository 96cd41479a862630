import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/** A user's Spark job with a mistake in it. */
public final class ThrowingTask {
  private ThrowingTask() {}

  public static void main(String[] arguments) {
    try (JavaSparkContext spark = new JavaSparkContext(new SparkConf().setAppName("throwing"))) {
      spark
          .textFile(arguments[0])
          .map(
              line -> {
                throw new IllegalArgumentException(
                    "cannot read this line", new IllegalStateException("the barrel leaks"));
              })
          .saveAsTextFile(arguments[1]);
    }
  }
}
