package dev.drydock.cli.jobs;

import dev.drydock.cluster.ClusterException;
import dev.drydock.cluster.Installation;
import dev.drydock.cluster.LocalCluster;
import dev.drydock.cluster.ServiceCatalogue;
import dev.drydock.cluster.ServiceName;
import dev.drydock.terminal.CommandFailure;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Cleans up after a killed {@code run}, which leaves an application on YARN and an unfinished
 * output. During a run, a note next to its log names its process and where it writes. If that
 * process is dead, the next command ends what the note names.
 */
public final class UnfinishedRuns {
  private static final String ENDING = ".running";

  private UnfinishedRuns() {}

  /** Writes the note of a run of this process. */
  static void note(Path log, String cluster, String staging) throws CommandFailure {
    Properties note = new Properties();
    note.setProperty("pid", Long.toString(ProcessHandle.current().pid()));
    note.setProperty("start", start(ProcessHandle.current()));
    note.setProperty("cluster", cluster);
    note.setProperty("staging", staging);
    try {
      Path unfinished = Files.createTempFile(log.getParent(), "note", ".unfinished");
      try (Writer writer = Files.newBufferedWriter(unfinished)) {
        note.store(writer, null);
      }
      Files.move(unfinished, file(log));
    } catch (IOException e) {
      throw CommandFailure.failed("cannot write " + file(log) + ": " + e.getMessage(), e);
    }
  }

  /** Deletes the note: nothing of the run is left. */
  static void forget(Path log) throws CommandFailure {
    try {
      Files.deleteIfExists(file(log));
    } catch (IOException e) {
      throw CommandFailure.failed("cannot delete " + file(log) + ": " + e.getMessage(), e);
    }
  }

  /** Whether the run of this log has a note, so it has not finished. */
  static boolean noted(Path log) {
    return Files.exists(file(log));
  }

  private static Path file(Path log) {
    return log.resolveSibling(log.getFileName() + ENDING);
  }

  /**
   * Cleans up after killed runs. Output in a store that is not up is removed once the store is up.
   */
  public static void end(Installation installation, Consumer<String> tell)
      throws CommandFailure, ClusterException, InterruptedException {
    Path folder = installation.state().resolve("runs");
    if (!Files.isDirectory(folder)) {
      return;
    }
    List<Path> notes;
    try (Stream<Path> files = Files.list(folder)) {
      notes = files.filter(file -> file.toString().endsWith(ENDING)).sorted().toList();
    } catch (IOException e) {
      throw CommandFailure.failed("cannot read " + folder + ": " + e.getMessage(), e);
    }
    for (Path note : notes) {
      String name = note.getFileName().toString();
      end(
          installation,
          note,
          note.resolveSibling(name.substring(0, name.length() - ENDING.length())),
          tell);
    }
  }

  private static void end(Installation installation, Path note, Path log, Consumer<String> tell)
      throws CommandFailure, ClusterException, InterruptedException {
    Properties properties = new Properties();
    EngineLog engineLog = new EngineLog(log);
    try (Reader reader = Files.newBufferedReader(note)) {
      properties.load(reader);
      engineLog.read();
    } catch (IOException e) {
      return; // another command has just deleted it
    }
    if (lives(Long.parseLong(properties.getProperty("pid")), properties.getProperty("start"))) {
      return;
    }
    LocalCluster cluster = LocalCluster.named(installation, properties.getProperty("cluster"));
    String staging = properties.getProperty("staging");
    Optional<ServiceName> store = ServiceCatalogue.storing(staging);
    if (store.isPresent() && !cluster.isUp(store.get())) {
      return;
    }
    tell.accept("ending what a killed run has left: " + staging);
    if (cluster.isUp(ServiceName.YARN)) {
      YarnApplications.kill(installation, cluster, engineLog.yarnApplications());
    }
    try (RemoteFiles files = new RemoteFiles(installation, cluster, log, Map.of())) {
      files.discard(staging);
    }
    forget(log);
  }

  private static boolean lives(long pid, String start) {
    return ProcessHandle.of(pid).map(process -> start(process).equals(start)).orElse(false);
  }

  /** Process numbers are reused; together with the start time they identify a process. */
  private static String start(ProcessHandle process) {
    return process.info().startInstant().map(Object::toString).orElse("");
  }
}
