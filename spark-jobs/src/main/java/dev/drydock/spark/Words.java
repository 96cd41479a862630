package dev.drydock.spark;

import dev.drydock.text.JobArguments;
import dev.drydock.text.WordCounter;
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
 * The words of an input, each with its count: where both jobs begin.
 *
 * @param counts each distinct word once
 * @param malformed how many malformed UTF-8 sequences were replaced; known after an action
 */
record Words(JavaPairRDD<String, Long> counts, LongAccumulator malformed) {

  static Words of(JavaSparkContext spark, JobArguments arguments) throws IOException {
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
    // Tasks add to it, the driver reads it. A task that runs again adds again, so it is a report
    // and no part of the result.
    LongAccumulator malformed = spark.sc().longAccumulator("malformed UTF-8 sequences");
    // A record for every word would be an object for every word: each partition counts its own
    // words in a table of bytes, and only distinct words become objects and travel.
    JavaPairRDD<String, Long> counts =
        chunks
            .values()
            .mapPartitionsToPair(part -> new CountedWords(part, rule, malformed))
            .reduceByKey(Long::sum);
    return new Words(counts, malformed);
  }

  /**
   * Writes a result, a part file for each partition. RDDs' own {@code saveAsTextFile} renames files
   * when all are written, which an object store cannot; this way the store's committer is asked.
   */
  static void save(JavaPairRDD<String, Long> counts, String out) {
    counts
        .mapToPair(word -> new Tuple2<>(new Text(word._1), new LongWritable(word._2)))
        .saveAsNewAPIHadoopFile(out, Text.class, LongWritable.class, TextOutputFormat.class);
  }

  void reportMalformed() {
    if (malformed.value() > 0) {
      System.err.println(WordCounter.malformedLine(malformed.value()));
    }
  }
}
