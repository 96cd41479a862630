package dev.drydock.cli.jobs;

import dev.drydock.jobs.Job;
import dev.drydock.jobs.Result;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * One run of a job.
 *
 * @param program the program to run
 * @param clusterMode whether the driver of Spark runs inside YARN
 * @param flags of the job, before its input and output
 * @param input a path with a scheme
 * @param output a path with a scheme
 * @param settings of the engine, by key
 */
record RunRequest(
    Program program,
    Target target,
    boolean clusterMode,
    List<String> flags,
    String input,
    String output,
    boolean overwrite,
    Map<String, String> settings) {

  /** What runs. */
  sealed interface Program {
    /** What to call it. */
    String name();

    /** What it writes. */
    Result result();
  }

  /** A job of the catalogue. */
  record Ours(Job<?> job) implements Program {
    @Override
    public String name() {
      return job.name();
    }

    @Override
    public Result result() {
      return job.result();
    }
  }

  /**
   * A jar of the user.
   *
   * @param mainClass an empty string for the one that the jar's manifest names
   */
  record UserJar(Path jar, String mainClass) implements Program {
    @Override
    public String name() {
      return jar.getFileName().toString().replaceFirst("\\.jar$", "");
    }

    @Override
    public Result result() {
      return Result.LINES;
    }
  }

  /** The engine's name in a table: the target, with the deploy mode if there are two. */
  String engine() {
    if (target != Target.SPARK_YARN) {
      return target.label();
    }
    return target.label() + (clusterMode ? " cluster" : " client");
  }

  /** The same run with another output. */
  RunRequest to(String otherOutput) {
    return new RunRequest(
        program, target, clusterMode, flags, input, otherOutput, overwrite, settings);
  }
}
