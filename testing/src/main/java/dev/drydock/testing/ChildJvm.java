package dev.drydock.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs a main class with the test's class path in a process of its own. */
public final class ChildJvm {
  private static final int MINUTES = 2;

  private ChildJvm() {}

  /** How a program ended and what it printed. */
  public record Outcome(int exitCode, String output, String errors) {}

  /**
   * Runs a program to its end.
   *
   * @param environment its only variables, apart from PATH
   */
  public static Outcome run(Class<?> main, Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
    command.addAll(List.of(arguments));
    Path errors = Files.createTempFile(main.getSimpleName(), ".err");
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
    builder.environment().keySet().retainAll(List.of("PATH"));
    builder.environment().putAll(environment);
    Process process = builder.start();
    try {
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
        throw new IOException(main + " does not end");
      }
      return new Outcome(process.exitValue(), output, Files.readString(errors));
    } finally {
      process.destroyForcibly();
      Files.delete(errors);
    }
  }
}
