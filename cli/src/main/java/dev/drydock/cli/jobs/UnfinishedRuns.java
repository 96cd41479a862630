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
 * What a killed {@code run} leaves: an application on YARN and an unfinished output. While a run
 * lasts, a note beside its log says who runs it and where it writes; the next command ends what the
 * note of a dead process names.
 */
public final class UnfinishedRuns {
  private static final String ENDING = ".running";

  private UnfinishedRuns() {}

  /** Leaves the note of a run of this process. */
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

  /** Takes the note away: nothing of the run is left. */
  static void forget(Path log) throws CommandFailure {
    try {
      Files.deleteIfExists(file(log));
    } catch (IOException e) {
      throw CommandFailure.failed("cannot delete " + file(log) + ": " + e.getMessage(), e);
    }
  }

  /** Whether there is the note of a run that has not come to its end. */
  static boolean noted(Path log) {
    return Files.exists(file(log));
  }

  private static Path file(Path log) {
    return log.resolveSibling(log.getFileName() + ENDING);
  }

  /** Ends what killed runs have left. What is in a store that is not up waits until it is. */
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
      return; // another command has just taken it away
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

  /** A process number is used again; with the instant of its start it names one process. */
  private static String start(ProcessHandle process) {
    return process.info().startInstant().map(Object::toString).orElse("");
  }
}
