package dev.drydock.spark.wordcount;

import dev.drydock.jobs.WordCountArguments;
import dev.drydock.jobs.WordTotals;
import dev.drydock.text.WordRule;
import dev.drydock.text.input.TextChunkInputFormat;
import java.io.IOException;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.BytesWritable;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.MRJobConfig;
import org.apache.hadoop.mapreduce.lib.input.FileInputFormat;
import org.apache.hadoop.mapreduce.lib.output.TextOutputFormat;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.util.LongAccumulator;
import scala.Tuple2;

/**
 * The words of an input, each with its count. All jobs about words begin with these.
 *
 * @param counts each distinct word once
 * @param words the number of words, including repetitions; known after an action
 * @param malformed how many malformed UTF-8 sequences were replaced; known after an action
 */
public record Words(
    JavaPairRDD<String, Long> counts, LongAccumulator words, LongAccumulator malformed) {

  /** Plans to count; nothing runs before an action. */
  public static Words of(JavaSparkContext spark, WordCountArguments arguments) throws IOException {
    Job input = Job.getInstance(spark.hadoopConfiguration());
    FileInputFormat.addInputPath(input, new Path(arguments.in()));
    // A split becomes a partition, and a partition keeps one core busy.
    input.getConfiguration().setInt(MRJobConfig.NUM_MAPS, spark.defaultParallelism());
    JavaPairRDD<LongWritable, BytesWritable> chunks =
        spark.newAPIHadoopRDD(
            input.getConfiguration(),
            TextChunkInputFormat.class,
            LongWritable.class,
            BytesWritable.class);

    WordRule rule = arguments.words();
    // Tasks add to them and the driver reads them. A task that runs again adds again, so they are
    // only reported and are not part of the result.
    LongAccumulator words = spark.sc().longAccumulator("words");
    LongAccumulator malformed = spark.sc().longAccumulator("malformed UTF-8 sequences");
    // Each partition counts its words in a table of bytes, so only distinct words become objects
    // and travel. A record for every word would be an object for every word.
    JavaPairRDD<String, Long> counts =
        chunks
            .values()
            .mapPartitionsToPair(part -> new CountedWords(part, rule, words, malformed))
            .reduceByKey(Long::sum);
    return new Words(counts, words, malformed);
  }

  /**
   * Writes a result, a part file for each partition. RDDs' own {@code saveAsTextFile} renames files
   * at its end, which an object store cannot do; this method uses the committer of the store.
   */
  public static void save(JavaPairRDD<String, Long> counts, String out) {
    counts
        .mapToPair(word -> new Tuple2<>(new Text(word._1), new LongWritable(word._2)))
        .saveAsNewAPIHadoopFile(out, Text.class, LongWritable.class, TextOutputFormat.class);
  }

  /** What an action has counted. */
  public WordTotals totals() {
    return new WordTotals(words.value(), malformed.value());
  }
}
