package dev.drydock.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** What Spark on YARN needs besides the build: a distribution, or the Python that gets one. */
final class SparkDistribution {
  private SparkDistribution() {}

  /**
   * @param needed whether its absence is more than a note
   */
  static List<Diagnosis> examine(boolean needed) throws InterruptedException {
    String home = System.getenv().getOrDefault("SPARK_HOME", "");
    if (!home.isBlank()) {
      return List.of(
          Files.isExecutable(Path.of(home, "bin", "spark-submit"))
              ? Diagnosis.fine("SPARK_HOME", home)
              : Diagnosis.missing(
                  "SPARK_HOME",
                  home + " has no bin/spark-submit",
                  "set it to a Spark distribution, or unset it"));
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
