package dev.drydock.cli.jobs;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One run of a job.
 *
 * @param job the name of one of our jobs, or what to call the user's
 * @param program the user's own jar, or nothing for ours
 * @param clusterMode whether the driver of Spark runs inside YARN
 * @param flags of the job, before its input and output
 * @param input a path with a scheme
 * @param output a path with a scheme
 * @param settings of the engine, by key
 */
record RunRequest(
    String job,
    Optional<Program> program,
    Target target,
    boolean clusterMode,
    List<String> flags,
    String input,
    String output,
    boolean overwrite,
    Map<String, String> settings) {

  /**
   * A jar of the user's.
   *
   * @param mainClass an empty string for the one the jar's manifest names
   */
  record Program(Path jar, String mainClass) {}

  /** How a table calls the engine: the target, with the deploy mode where there are two. */
  String engine() {
    if (target != Target.SPARK_YARN) {
      return target.label();
    }
    return target.label() + (clusterMode ? " cluster" : " client");
  }

  /** The same run with another output. */
  RunRequest to(String otherOutput) {
    return new RunRequest(
        job, program, target, clusterMode, flags, input, otherOutput, overwrite, settings);
  }
}
