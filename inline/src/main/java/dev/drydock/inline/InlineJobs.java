package dev.drydock.inline;

import dev.drydock.text.ErrorLine;
import dev.drydock.text.JobArguments;
import dev.drydock.text.JobArguments.Job;
import dev.drydock.text.TooManyWordsException;
import dev.drydock.text.UsageException;
import dev.drydock.text.WordCounter;
import java.io.IOException;
import java.util.Arrays;
import org.apache.hadoop.conf.Configured;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.util.Tool;
import org.apache.hadoop.util.ToolRunner;

/**
 * The jobs without an engine, on all cores of one machine: {@code wordcount|topwords [-D k=v]
 * ARGUMENTS}. It is the yardstick for the engines, and reads and writes what they do.
 */
public final class InlineJobs extends Configured implements Tool {
  private final Job job;

  private InlineJobs(Job job) {
    this.job = job;
  }

  /** Exits with 0 when done, 1 when failed, 2 for wrong usage. */
  public static void main(String[] arguments) {
    System.exit(start(arguments));
  }

  static int start(String... arguments) {
    try {
      Job job = Job.named(arguments.length == 0 ? "" : arguments[0]);
      String[] rest = Arrays.copyOfRange(arguments, 1, arguments.length);
      return ToolRunner.run(new InlineJobs(job), rest);
    } catch (UsageException e) {
      System.err.println(e.getMessage());
      return 2;
    } catch (IOException | IllegalArgumentException | TooManyWordsException e) {
      System.err.println(ErrorLine.of(e));
      return 1;
    } catch (Exception e) {
      throw new IllegalStateException(e); // ToolRunner declares more than is thrown
    } catch (OutOfMemoryError e) {
      System.err.printf(
          "out of memory: the distinct words do not fit into a heap of %d MiB: raise -Xmx, or run"
              + " on an engine, which spreads them over its tasks%n",
          Runtime.getRuntime().maxMemory() >> 20);
      return 1;
    }
  }

  @Override
  public int run(String[] rest) throws UsageException, IOException {
    JobArguments arguments = JobArguments.parse(job, rest);
    Result result = Result.at(new Path(arguments.out()), getConf());
    ParallelCount count =
        ParallelCount.of(
            new Path(arguments.in()), getConf(), arguments.words(), availableThreads());
    switch (job) {
      case WORDCOUNT -> result.write(count.words());
      case TOPWORDS -> result.write(TopWords.of(count.words(), arguments.top()));
    }
    if (count.malformed() > 0) {
      System.err.println(WordCounter.malformedLine(count.malformed()));
    }
    return 0;
  }

  private static int availableThreads() {
    return Runtime.getRuntime().availableProcessors();
  }
}
