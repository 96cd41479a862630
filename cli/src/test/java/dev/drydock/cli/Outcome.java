package dev.drydock.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** How a program ended and what it said. */
public record Outcome(int exitCode, String output, String errors) {
  private static final int MINUTES = 5;

  public static Outcome of(List<String> command, Map<String, String> environment)
      throws IOException, InterruptedException {
    return of(command, environment, Path.of(""));
  }

  /** In another working folder. */
  public static Outcome of(List<String> command, Map<String, String> environment, Path folder)
      throws IOException, InterruptedException {
    Path output = Files.createTempFile("drydock", ".out");
    Path errors = Files.createTempFile("drydock", ".err");
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(folder.toAbsolutePath().toFile())
              .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
              .redirectOutput(output.toFile())
              .redirectError(errors.toFile());
      builder.environment().putAll(environment);
      Process process = builder.start();
      if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new IllegalStateException(command + " takes too long:\n" + Files.readString(errors));
      }
      return new Outcome(process.exitValue(), Files.readString(output), Files.readString(errors));
    } finally {
      Files.delete(output);
      Files.delete(errors);
    }
  }

  /** Standard error without the lines that tell of progress. */
  public String problems() {
    return errors
        .lines()
        .filter(line -> !line.matches(".* \\(\\d+ s\\)"))
        .reduce("", (all, line) -> all + line + "\n");
  }
}
