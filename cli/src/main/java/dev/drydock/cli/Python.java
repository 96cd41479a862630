package dev.drydock.cli;

import dev.drydock.cluster.ServiceName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The interpreter by which services from PyPI are installed. */
final class Python {
  private Python() {}

  /**
   * Whether it can make an environment for the service.
   *
   * @param needed whether its absence is more than a note
   * @param alternative ends the advice, such as {@code , or set SPARK_HOME}
   */
  static Diagnosis examine(ServiceName service, boolean needed, String alternative)
      throws InterruptedException {
    String command = System.getenv().getOrDefault("DRYDOCK_PYTHON", "python3");
    Optional<String> version = firstLine(command, "--version");
    if (version.isPresent() && firstLine(command, "-m", "venv", "--help").isPresent()) {
      return Diagnosis.fine(
          "python", version.get() + ", so './drydock up " + service.label() + "' can install it");
    }
    String found = version.map(line -> line + " without venv").orElse("not installed");
    String advice =
        "only " + service.label() + " needs it: install python3 with venv" + alternative;
    return needed
        ? Diagnosis.missing("python", found, advice)
        : Diagnosis.note("python", found, advice);
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
