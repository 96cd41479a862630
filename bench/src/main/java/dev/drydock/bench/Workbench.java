package dev.drydock.bench;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.drydock.cluster.ClusterException;
import dev.drydock.cluster.Installation;
import dev.drydock.cluster.LocalCluster;
import dev.drydock.terminal.CommandFailure;
import dev.drydock.terminal.Progress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A cluster and a folder for one benchmark; both are removed at its end. */
final class Workbench {
  private static final String CLUSTER = "bench";

  private final Installation installation;
  private final LocalCluster cluster;
  private final Path folder;
  private final Progress progress;

  private Workbench(Installation installation, Progress progress) throws ClusterException {
    this.installation = installation;
    this.cluster = LocalCluster.named(installation, CLUSTER);
    this.folder = installation.state().resolve("bench");
    this.progress = progress;
  }

  /** The work of a benchmark. */
  interface Measurement {
    void run(Workbench bench) throws CommandFailure, ClusterException, InterruptedException;
  }

  static void measure(Measurement measurement)
      throws CommandFailure, ClusterException, InterruptedException {
    try (Progress progress = new Progress()) {
      Workbench bench = new Workbench(Installation.locate(), progress);
      try {
        bench.makeFolder();
        measurement.run(bench);
      } finally {
        boolean interrupted = Thread.interrupted();
        bench.cluster.remove(line -> {});
        bench.deleteFolder();
        if (interrupted) {
          Thread.currentThread().interrupt();
        }
      }
    }
  }

  Installation installation() {
    return installation;
  }

  LocalCluster cluster() {
    return cluster;
  }

  Path folder() {
    return folder;
  }

  Progress progress() {
    return progress;
  }

  /** The command as a user types it, for this cluster. */
  String command() {
    return installation.home().resolve("drydock").toString();
  }

  /** The environment variables with which the tools find the cluster. */
  Map<String, String> environment() throws ClusterException {
    Map<String, String> environment = new TreeMap<>(cluster.environment());
    environment.put("DRYDOCK_CLUSTER", CLUSTER);
    environment.put("DRYDOCK_STATE", installation.state().toString());
    return environment;
  }

  /** Runs a verb of the command and returns what it prints. */
  String drydock(String... arguments)
      throws CommandFailure, ClusterException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(command()));
    command.addAll(List.of(arguments));
    Path errors = folder.resolve("errors");
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
    builder.environment().putAll(environment());
    try {
      Process process = builder.start();
      try {
        process.getOutputStream().close();
        byte[] output = process.getInputStream().readAllBytes();
        if (process.waitFor() != 0) {
          throw CommandFailure.failed("'drydock " + arguments[0] + "' failed: " + lastLine(errors));
        }
        return new String(output, StandardCharsets.UTF_8);
      } finally {
        process.destroy();
      }
    } catch (IOException e) {
      throw CommandFailure.failed("cannot run " + command() + ": " + e.getMessage(), e);
    }
  }

  /**
   * Runs a job and returns what {@code run --json} prints.
   *
   * @param arguments of {@code run}, without that option
   */
  private Map<String, Object> run(List<String> arguments)
      throws CommandFailure, ClusterException, InterruptedException {
    List<String> all = new ArrayList<>(List.of("run", "--json", "--overwrite"));
    all.addAll(arguments);
    String output = drydock(all.toArray(String[]::new));
    try {
      return JSON.std.mapFrom(output);
    } catch (IOException e) {
      throw CommandFailure.failed("'drydock run --json' printed no JSON: " + output, e);
    }
  }

  /**
   * What several runs of a job took.
   *
   * @param cpuSeconds null if the platform cannot measure it
   * @param last what the last run printed
   */
  record Medians(double wallSeconds, Double cpuSeconds, Map<String, Object> last) {}

  /**
   * Runs a job several times.
   *
   * @param what for the progress line
   * @param arguments of {@code run}
   */
  Medians runs(String what, List<String> arguments, int runs)
      throws CommandFailure, ClusterException, InterruptedException {
    List<Double> wall = new ArrayList<>();
    List<Double> cpu = new ArrayList<>();
    Map<String, Object> last = Map.of();
    for (int run = 0; run < runs; run++) {
      progress.update(what);
      last = run(arguments);
      wall.add(((Number) last.get("wallSeconds")).doubleValue());
      if (last.get("cpuSeconds") instanceof Number seconds) {
        cpu.add(seconds.doubleValue());
      }
    }
    progress.clear();
    return new Medians(median(wall), cpu.isEmpty() ? null : Double.valueOf(median(cpu)), last);
  }

  /** Writes Zipf text and returns a folder; its subfolder {@code in} contains only the text. */
  String makeText(long bytes) throws CommandFailure, ClusterException, InterruptedException {
    Path root = folder.resolve(Long.toString(bytes));
    try {
      Files.createDirectories(root.resolve("in"));
    } catch (IOException e) {
      throw CommandFailure.failed("cannot make " + root + ": " + e.getMessage(), e);
    }
    String text = root.resolve("in/text.txt").toString();
    progress.update("writing " + text);
    drydock("generate", "text", text, "--size", Long.toString(bytes));
    return root.toString();
  }

  static String lastLine(Path log) {
    try {
      List<String> lines = Files.readAllLines(log);
      return lines.isEmpty() ? "it printed nothing" : lines.get(lines.size() - 1);
    } catch (IOException e) {
      return "see " + log;
    }
  }

  /**
   * Runs POSIX {@code sync}, so that no run has to wait for data that an earlier one left to the
   * system to write.
   */
  static void flush() throws CommandFailure, InterruptedException {
    try {
      new ProcessBuilder("sync").inheritIO().start().waitFor();
    } catch (IOException e) {
      throw CommandFailure.failed("'sync' is missing: " + e.getMessage(), e);
    }
  }

  static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  private void makeFolder() throws CommandFailure {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw CommandFailure.failed("cannot make " + folder + ": " + e.getMessage(), e);
    }
  }

  private void deleteFolder() throws CommandFailure {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw CommandFailure.failed("cannot remove " + folder + ": " + e.getMessage(), e);
    }
  }
}
