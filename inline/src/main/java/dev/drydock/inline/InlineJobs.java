package dev.drydock.inline;

import dev.drydock.jobs.Engine;
import dev.drydock.jobs.ErrorLine;
import dev.drydock.jobs.Job;
import dev.drydock.jobs.Jobs;
import dev.drydock.jobs.UsageException;
import dev.drydock.text.TooManyWordsException;
import java.io.IOException;
import java.util.Arrays;
import org.apache.hadoop.util.Tool;
import org.apache.hadoop.util.ToolRunner;

/**
 * The jobs without an engine, on all cores of one machine: {@code JOB [-D k=v] ARGUMENTS}. The
 * engines are compared with them. They read and write what the engines read and write.
 */
public final class InlineJobs {
  private InlineJobs() {}

  /** Exits with 0 when done, 1 when failed, 2 for wrong usage. */
  public static void main(String[] arguments) {
    System.exit(start(arguments));
  }

  static int start(String... arguments) {
    try {
      Job<?> job = Jobs.named(Engine.INLINE, arguments);
      Tool tool =
          Class.forName(job.classes().get(Engine.INLINE))
              .asSubclass(Tool.class)
              .getConstructor()
              .newInstance();
      return ToolRunner.run(tool, Arrays.copyOfRange(arguments, 1, arguments.length));
    } catch (UsageException e) {
      System.err.println(e.getMessage());
      return 2;
    } catch (IOException | IllegalArgumentException | TooManyWordsException e) {
      System.err.println(ErrorLine.of(e));
      return 1;
    } catch (Exception e) {
      throw new IllegalStateException(e); // a bug: its stack trace is for the log
    } catch (OutOfMemoryError e) {
      System.err.printf(
          "out of memory: the distinct words do not fit into a heap of %d MiB: raise -Xmx, or run"
              + " on an engine, which spreads them over its tasks%n",
          Runtime.getRuntime().maxMemory() >> 20);
      return 1;
    }
  }
}
