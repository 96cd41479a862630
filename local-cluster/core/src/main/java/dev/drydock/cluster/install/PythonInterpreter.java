package dev.drydock.cluster.install;

import dev.drydock.cluster.Requirement;
import dev.drydock.cluster.ServiceName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The Python interpreter that installs services from PyPI. */
public final class PythonInterpreter {
  private PythonInterpreter() {}

  /** The command: the environment variable {@code DRYDOCK_PYTHON}, else {@code python3}. */
  static String command() {
    return System.getenv().getOrDefault("DRYDOCK_PYTHON", "python3");
  }

  /**
   * Whether it can make a virtual environment for the service.
   *
   * @param alternative text to add to the advice, such as {@code , or set SPARK_HOME}
   */
  public static Requirement examine(ServiceName service, String alternative)
      throws InterruptedException {
    Optional<String> version = firstLine(command(), "--version");
    if (version.isPresent() && firstLine(command(), "-m", "venv", "--help").isPresent()) {
      return Requirement.met(
          "python", version.get() + ", so './drydock up " + service.label() + "' can install it");
    }
    return Requirement.absent(
        "python",
        version.map(line -> line + " without venv").orElse("not installed"),
        "only " + service.label() + " needs it: install python3 with venv" + alternative);
  }

  /** The first line that a program prints, if the program exists and succeeds. */
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
