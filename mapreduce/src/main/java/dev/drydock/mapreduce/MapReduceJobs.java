package dev.drydock.mapreduce;

import dev.drydock.text.ErrorLine;
import dev.drydock.text.JobArguments.Job;
import dev.drydock.text.UsageException;
import java.io.IOException;
import org.apache.hadoop.util.ProgramDriver;

/** The main class of the job jar: {@code hadoop jar … wordcount|topwords [-D k=v] ARGUMENTS}. */
public final class MapReduceJobs {
  private MapReduceJobs() {}

  /** Exits with 0 when done, 1 when failed, 2 for wrong usage. */
  public static void main(String[] arguments) {
    System.exit(run(arguments));
  }

  static int run(String[] arguments) {
    ProgramDriver jobs = new ProgramDriver();
    try {
      jobs.addClass(Job.WORDCOUNT.label(), WordCount.class, "counts the words of text");
      jobs.addClass(Job.TOPWORDS.label(), TopWords.class, "the most frequent words, in order");
      return jobs.run(arguments) < 0 ? 2 : 0;
    } catch (UsageException e) {
      System.err.println(e.getMessage());
      return 2;
    } catch (IOException | IllegalArgumentException e) {
      // Missing input, existing output, what is no path: the message names it.
      System.err.println(ErrorLine.of(e));
      return 1;
    } catch (Throwable e) {
      e.printStackTrace();
      return 1;
    }
  }
}
