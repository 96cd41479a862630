package dev.drydock.cluster.process;

import dev.drydock.cluster.ClusterException;
import dev.drydock.cluster.state.StateFiles;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * A process of a cluster, as its record on disk describes it.
 *
 * @param record the file; its name without the ending is the process's name
 * @param daemons the daemons that run in it, or the one task
 * @param confirmed whether the command that started it succeeded; if that command was killed, the
 *     process is a leftover
 */
public record ChildProcess(
    Path record, long pid, Instant start, List<String> daemons, Path log, boolean confirmed) {
  private static final String ENDING = ".properties";

  /** A child of this process; only its parent can read its exit code. */
  public record Launched(ChildProcess child, Process process) {}

  /**
   * Starts a command that waits, behind a shell, for one line of the launcher. The line is written
   * after the record: a launcher killed in between leaves a shell that reads the end of its input
   * and ends. Neither the end of a terminal nor Ctrl-C in it reaches the daemon.
   */
  public static Launched start(
      Path record,
      List<String> daemons,
      List<String> command,
      Map<String, String> environment,
      Path workingFolder,
      Path log)
      throws ClusterException {
    List<String> line = new ArrayList<>();
    line.addAll(
        List.of("sh", "-c", "trap '' HUP INT; read -r go && exec \"$@\" </dev/null", "drydock"));
    line.addAll(command);
    ProcessBuilder builder =
        new ProcessBuilder(line)
            .directory(workingFolder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().putAll(environment);
    try {
      Process process = builder.start();
      try (OutputStream input = process.getOutputStream()) {
        ChildProcess child =
            new ChildProcess(
                record,
                process.pid(),
                process.info().startInstant().orElseGet(Instant::now),
                daemons,
                log,
                false);
        child.write();
        input.write("go\n".getBytes(StandardCharsets.US_ASCII));
        return new Launched(child, process);
      }
    } catch (IOException e) {
      throw new ClusterException("cannot start " + command.get(0) + ": " + e.getMessage(), e);
    }
  }

  /** The recorded processes of a folder, by name. */
  public static List<ChildProcess> readAll(Path folder) throws ClusterException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    List<Path> files;
    try (Stream<Path> list = Files.list(folder)) {
      files =
          list.filter(file -> file.getFileName().toString().matches("[^.].*\\.properties"))
              .sorted()
              .toList();
    } catch (IOException e) {
      throw new ClusterException("cannot read " + folder + ": " + e.getMessage(), e);
    }
    List<ChildProcess> children = new ArrayList<>();
    for (Path file : files) {
      Properties properties = StateFiles.properties(file);
      if (!properties.isEmpty()) {
        children.add(
            new ChildProcess(
                file,
                Long.parseLong(properties.getProperty("pid")),
                Instant.parse(properties.getProperty("start")),
                List.of(properties.getProperty("daemons", "").split(" ", -1)),
                Path.of(properties.getProperty("log")),
                Boolean.parseBoolean(properties.getProperty("confirmed"))));
      }
    }
    return children;
  }

  public static Path record(Path folder, String name) {
    return folder.resolve(name + ENDING);
  }

  /** The file that exists once all daemons in it are ready. */
  public static Path readyFile(Path folder, String name) {
    return folder.resolve(name + ".ready");
  }

  private void write() throws ClusterException {
    Properties properties = new Properties();
    properties.setProperty("pid", String.valueOf(pid));
    properties.setProperty("start", start.toString());
    properties.setProperty("daemons", String.join(" ", daemons));
    properties.setProperty("log", log.toString());
    properties.setProperty("confirmed", String.valueOf(confirmed));
    StateFiles.write(record, properties);
  }

  /** Marks it to live on after the command that started it. */
  public ChildProcess confirm() throws ClusterException {
    ChildProcess child = new ChildProcess(record, pid, start, daemons, log, true);
    child.write();
    return child;
  }

  public void forget() throws ClusterException {
    StateFiles.delete(readyFile(record.getParent(), name()));
    StateFiles.delete(record);
  }

  public String name() {
    String file = record.getFileName().toString();
    return file.substring(0, file.length() - ENDING.length());
  }

  public boolean ready() {
    return Files.exists(readyFile(record.getParent(), name()));
  }

  public Optional<ProcessHandle> handle() {
    return ProcessTable.find(pid, start);
  }
}
