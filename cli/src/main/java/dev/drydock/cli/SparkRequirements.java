package dev.drydock.cli;

import dev.drydock.cluster.ClusterException;
import dev.drydock.cluster.Installation;
import dev.drydock.cluster.SparkDistribution;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** What Spark on YARN needs besides the build: a distribution, or the Python that gets one. */
final class SparkRequirements {
  private SparkRequirements() {}

  /**
   * @param needed whether its absence is more than a note
   */
  static List<Diagnosis> examine(Installation installation, boolean needed)
      throws InterruptedException {
    SparkDistribution distribution = SparkDistribution.of(installation);
    if (distribution.exists()) {
      try {
        distribution.prepare(line -> {});
        return List.of(Diagnosis.fine("spark-yarn", distribution.home().toString()));
      } catch (ClusterException e) {
        return List.of(
            Diagnosis.missing(
                "spark-yarn",
                e.getMessage(),
                "only spark-yarn needs it; see docs/local-cluster.md"));
      }
    }
    Optional<String> python = firstLine("python3", "--version");
    if (python.isPresent() && firstLine("python3", "-m", "venv", "--help").isPresent()) {
      return List.of(
          Diagnosis.fine(
              "python", python.get() + ", so './drydock up spark-yarn' can get a distribution"));
    }
    String found = python.map(version -> version + " without venv").orElse("not installed");
    String advice = "only spark-yarn needs it: install python3 with venv, or set SPARK_HOME";
    return List.of(
        needed
            ? Diagnosis.missing("python", found, advice)
            : Diagnosis.note("python", found, advice));
  }

  /** The first line a program prints, if it is there and succeeds. */
  private static Optional<String> firstLine(String... command) throws InterruptedException {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return Optional.empty();
      }
      return process.exitValue() == 0 ? output.lines().findFirst() : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
