package dev.drydock.mapreduce;

import dev.drydock.jobs.Engine;
import dev.drydock.jobs.ErrorLine;
import dev.drydock.jobs.Job;
import dev.drydock.jobs.Jobs;
import dev.drydock.jobs.UsageException;
import java.io.IOException;
import java.util.Arrays;
import org.apache.hadoop.util.Tool;
import org.apache.hadoop.util.ToolRunner;

/** The main class of the job jar: {@code hadoop jar … JOB [-D k=v] ARGUMENTS}. */
public final class MapReduceJobs {
  private MapReduceJobs() {}

  /** Exits with 0 when done, 1 when failed, 2 for wrong usage. */
  public static void main(String[] arguments) {
    System.exit(run(arguments));
  }

  static int run(String... arguments) {
    try {
      Job<?> job = Jobs.named(Engine.MAPREDUCE, arguments);
      Tool tool =
          Class.forName(job.classes().get(Engine.MAPREDUCE))
              .asSubclass(Tool.class)
              .getConstructor()
              .newInstance();
      int exit = ToolRunner.run(tool, Arrays.copyOfRange(arguments, 1, arguments.length));
      if (exit == 1) {
        System.err.println(job.name() + " failed: the log of the job says why");
      }
      return exit;
    } catch (UsageException e) {
      System.err.println(e.getMessage());
      return 2;
    } catch (IOException | IllegalArgumentException e) {
      // The message names the missing input, the existing output or the argument that is not a
      // path.
      System.err.println(ErrorLine.of(e));
      return 1;
    } catch (Throwable e) {
      e.printStackTrace();
      return 1;
    }
  }
}
