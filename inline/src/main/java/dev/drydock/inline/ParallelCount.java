package dev.drydock.inline;

import dev.drydock.jobs.WordTotals;
import dev.drydock.text.WordCounter;
import dev.drydock.text.WordCounts;
import dev.drydock.text.WordRule;
import dev.drydock.text.input.TextChunkInputFormat;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.BytesWritable;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.mapreduce.InputSplit;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.MRJobConfig;
import org.apache.hadoop.mapreduce.RecordReader;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.TaskAttemptID;
import org.apache.hadoop.mapreduce.lib.input.FileInputFormat;
import org.apache.hadoop.mapreduce.task.TaskAttemptContextImpl;

/**
 * Counts an input on all cores. The input is cut into the splits that an engine would get. Each
 * thread takes one after another and counts in a table of its own.
 */
final class ParallelCount {
  // More splits than threads, so that the threads end at about the same time.
  private static final int SPLITS_PER_THREAD = 8;

  private final TextChunkInputFormat format = new TextChunkInputFormat();
  private final Configuration configuration;
  private final WordRule rule;
  private final Queue<InputSplit> splits;
  private final WordCounts words = new WordCounts();
  private WordTotals totals = new WordTotals(0, 0);

  private ParallelCount(Configuration configuration, WordRule rule, List<InputSplit> splits) {
    this.configuration = configuration;
    this.rule = rule;
    this.splits = new ConcurrentLinkedQueue<>(splits);
  }

  static ParallelCount of(Path in, Configuration configuration, WordRule rule) throws IOException {
    int threads = Runtime.getRuntime().availableProcessors();
    Job job = Job.getInstance(configuration);
    job.getConfiguration().setInt(MRJobConfig.NUM_MAPS, SPLITS_PER_THREAD * threads);
    FileInputFormat.addInputPath(job, in);
    ParallelCount count =
        new ParallelCount(job.getConfiguration(), rule, new TextChunkInputFormat().getSplits(job));
    count.run(threads);
    return count;
  }

  /** Each distinct word with its count. */
  WordCounts words() {
    return words;
  }

  /** The totals of the input. */
  WordTotals totals() {
    return totals;
  }

  private void run(int threads) throws IOException {
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    try {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        running.add(executor.submit(() -> countSplits()));
      }
      for (Future<?> thread : running) {
        thread.get();
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException failure) {
        throw failure;
      }
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      if (e.getCause() instanceof Error failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    } finally {
      splits.clear();
      executor.shutdown();
    }
  }

  private Void countSplits() throws IOException, InterruptedException {
    WordCounter counter = new WordCounter(rule);
    TaskAttemptContext context = new TaskAttemptContextImpl(configuration, new TaskAttemptID());
    for (InputSplit split = splits.poll(); split != null; split = splits.poll()) {
      try (RecordReader<LongWritable, BytesWritable> chunks =
          format.createRecordReader(split, context)) {
        chunks.initialize(split, context);
        while (chunks.nextKeyValue()) {
          BytesWritable chunk = chunks.getCurrentValue();
          counter.count(chunk.getBytes(), 0, chunk.getLength());
          if (counter.isFull()) {
            merge(counter.takeWords());
          }
        }
      }
    }
    merge(counter.takeWords());
    add(counter.words(), counter.malformed());
    return null;
  }

  private synchronized void merge(WordCounts some) {
    words.addAll(some);
  }

  private synchronized void add(long some, long malformed) {
    totals = new WordTotals(totals.words() + some, totals.malformed() + malformed);
  }
}
