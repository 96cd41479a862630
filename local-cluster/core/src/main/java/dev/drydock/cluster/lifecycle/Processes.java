package dev.drydock.cluster.lifecycle;

import dev.drydock.cluster.ClusterException;
import dev.drydock.cluster.Jvm;
import dev.drydock.cluster.process.ChildProcess;
import dev.drydock.cluster.service.ClusterContext;
import dev.drydock.cluster.service.Program;
import dev.drydock.cluster.service.Program.CommandProgram;
import dev.drydock.cluster.service.Program.JavaProgram;
import dev.drydock.cluster.service.Readiness.Probe;
import dev.drydock.cluster.service.Service;
import dev.drydock.cluster.service.Step.Daemon;
import dev.drydock.cluster.service.Step.Task;
import dev.drydock.cluster.state.StateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The processes of one start: decides which daemons share a process, and starts each process once.
 */
final class Processes {
  private static final long LARGE_LOG = 16 << 20;

  private final ClusterContext context;
  private final ClusterFolder folder;
  private final Map<String, Shared> byDaemon = new HashMap<>();
  private final Map<String, Started> started = new LinkedHashMap<>();

  /** A process that will run these daemons. */
  private record Shared(String name, Program program, List<String> daemons) {}

  /**
   * A process that has been started.
   *
   * @param waiting its daemons that are not yet known to be ready
   * @param begin {@link System#nanoTime} of its start
   */
  record Started(
      ChildProcess child, Process process, Set<String> waiting, Probe probe, long begin) {
    String name() {
      return child.name();
    }

    /** Records that one of its daemons is ready; returns whether it was the last one. */
    boolean noteReady(String daemon) {
      synchronized (waiting) {
        return waiting.remove(daemon) && waiting.isEmpty();
      }
    }

    double seconds() {
      return (System.nanoTime() - begin) / 1e9;
    }
  }

  /**
   * @param running names of daemons that need no process
   */
  Processes(
      ClusterContext context, ClusterFolder folder, List<Service> services, Set<String> running)
      throws ClusterException {
    this.context = context;
    this.folder = folder;
    Map<String, Shared> byName = new LinkedHashMap<>();
    for (Service service : services) {
      for (Daemon daemon : service.plan(context).daemons()) {
        if (!running.contains(daemon.name())) {
          String key = context.separate() ? daemon.name() : daemon.program().name();
          Shared shared = byName.get(key);
          if (shared == null) {
            String name = isRunning(key) ? key + "-" + daemon.name() : key;
            shared = new Shared(name, daemon.program(), new ArrayList<>());
            byName.put(key, shared);
          }
          shared.daemons().add(daemon.name());
          byDaemon.put(daemon.name(), shared);
        }
      }
    }
  }

  /** A program that is already running with other daemons gets a second process. */
  private boolean isRunning(String name) throws ClusterException {
    return folder.children().stream()
        .anyMatch(child -> child.name().equals(name) && child.handle().isPresent());
  }

  /** The process of a daemon. The first of its daemons that needs it starts it. */
  synchronized Started process(Daemon daemon, Consumer<String> progress) throws ClusterException {
    Shared shared = byDaemon.get(daemon.name());
    Started known = started.get(shared.name());
    if (known != null) {
      return known;
    }
    progress.accept("starting " + shared.name() + " (" + String.join(", ", shared.daemons()) + ")");
    return start(shared.name(), shared.program(), shared.daemons());
  }

  synchronized Started process(Task task) throws ClusterException {
    return start(task.name(), task.program(), List.of(task.name()));
  }

  /** All processes that have been started and not forgotten; valid until another one is started. */
  synchronized List<ChildProcess> children() {
    return started.values().stream().map(Started::child).toList();
  }

  /** A task that has ended leaves no record. */
  synchronized void forget(Started task) throws ClusterException {
    started.remove(task.name());
    task.child().forget();
  }

  private Started start(String name, Program program, List<String> daemons)
      throws ClusterException {
    Path log = context.logs().resolve(name + ".log");
    Path ready = ChildProcess.readyFile(folder.processes(), name);
    StateFiles.delete(ready);
    Probe probe = new Probe(ready, log, logBegin(log));
    ChildProcess.Launched launched =
        ChildProcess.start(
            ChildProcess.record(folder.processes(), name),
            daemons,
            command(name, program, daemons, ready),
            program.environment(),
            folder.data(),
            log);
    Started process =
        new Started(
            launched.child(), launched.process(), new HashSet<>(daemons), probe, System.nanoTime());
    started.put(name, process);
    return process;
  }

  private List<String> command(String name, Program program, List<String> daemons, Path ready)
      throws ClusterException {
    return program instanceof JavaProgram java
        ? jvm(name, java, daemons, ready).command()
        : ((CommandProgram) program).command();
  }

  private Jvm jvm(String name, JavaProgram program, List<String> daemons, Path ready)
      throws ClusterException {
    // Deletes what a killed daemon has left when it is started again.
    Path temporary = folder.temporary().resolve(name);
    StateFiles.deleteTree(temporary);
    StateFiles.folder(temporary);
    Jvm jvm =
        Jvm.of(context.installation(), program.runtime(), program.mainClass())
            .heap(program.heapMegabytes())
            .property("drydock.configuration", context.configuration())
            .property("drydock.ready", ready)
            .property("java.io.tmpdir", temporary)
            .append(context.configuration())
            .arguments(daemons);
    for (String option : program.options()) {
      jvm = jvm.option(option);
    }
    return jvm;
  }

  /** The length of the log; a very long log is first moved aside. */
  private static long logBegin(Path log) throws ClusterException {
    try {
      if (!Files.exists(log)) {
        return 0;
      }
      if (Files.size(log) > LARGE_LOG) {
        StateFiles.move(log, log.resolveSibling(log.getFileName() + ".1"));
        return 0;
      }
      return Files.size(log);
    } catch (IOException e) {
      throw StateFiles.unwritable(log, e);
    }
  }
}
