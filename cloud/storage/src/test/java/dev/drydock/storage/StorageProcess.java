package dev.drydock.storage;

import dev.drydock.cluster.LocalCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** The program as a process of its own, on the services of a cluster. */
final class StorageProcess {
  private static final int MINUTES = 5;

  private final Path state;
  private final Map<String, String> environment;

  StorageProcess(Path state, LocalCluster cluster) throws Exception {
    this(state, cluster.environment());
  }

  private StorageProcess(Path state, Map<String, String> environment) {
    this.state = state;
    this.environment = environment;
  }

  /** The same with another setting. */
  StorageProcess with(String variable, String value) {
    Map<String, String> changed = new TreeMap<>(environment);
    changed.put(variable, value);
    return new StorageProcess(state, changed);
  }

  /** How the program ended and what it said. */
  record Outcome(int exitCode, String output, String errors) {
    /** Without the lines that tell of progress. */
    String problems() {
      return errors
          .lines()
          .filter(line -> !line.startsWith("["))
          .reduce("", (all, line) -> all + line + "\n");
    }
  }

  Outcome run(String... arguments) throws IOException, InterruptedException {
    Path output = Files.createTempFile("storage", ".out");
    Path errors = Files.createTempFile("storage", ".err");
    Process process = start(output, errors, arguments);
    try {
      if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
        throw new IllegalStateException("takes too long:\n" + Files.readString(errors));
      }
      return new Outcome(process.exitValue(), Files.readString(output), Files.readString(errors));
    } finally {
      process.destroyForcibly();
      Files.delete(output);
      Files.delete(errors);
    }
  }

  Process start(Path output, Path errors, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    // Tests that are started in the background ignore SIGINT, and so would every child.
    if (System.getProperty("os.name").equals("Linux")) {
      command.addAll(List.of("env", "--default-signal=INT"));
    }
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-Xmx256m",
            "-Ddrydock.state=" + state,
            "-cp",
            System.getProperty("java.class.path"),
            Storage.class.getName()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(output.toFile()).redirectError(errors.toFile());
    builder
        .environment()
        .keySet()
        .removeIf(name -> name.startsWith("AWS_") || name.startsWith("GOOGLE_"));
    builder.environment().putAll(environment);
    return builder.start();
  }
}
