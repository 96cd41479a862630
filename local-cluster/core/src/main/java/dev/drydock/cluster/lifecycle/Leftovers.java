package dev.drydock.cluster.lifecycle;

import dev.drydock.cluster.ClusterException;
import dev.drydock.cluster.ServiceName;
import dev.drydock.cluster.process.ChildProcess;
import dev.drydock.cluster.process.ProcessTable;
import dev.drydock.cluster.service.ClusterContext;
import dev.drydock.cluster.service.Service;
import dev.drydock.cluster.service.Step.Daemon;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Ends processes of a cluster with everything they have started. Called under the cluster's lock.
 */
public final class Leftovers {
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private Leftovers() {}

  /**
   * Ends the processes of a killed command, and the children that dead daemons have left. Records
   * of dead processes stay, so that {@code status} can show them.
   */
  public static void end(ClusterFolder folder, Consumer<String> progress) throws ClusterException {
    List<ChildProcess> unconfirmed =
        folder.children().stream().filter(child -> !child.confirmed()).toList();
    if (!unconfirmed.isEmpty()) {
      progress.accept("ending what an interrupted command has left");
    }
    end(folder, unconfirmed);
  }

  /** As {@link #end(ClusterFolder, List)}, but says so, because it may take a while. */
  static void end(ClusterFolder folder, List<ChildProcess> children, Consumer<String> progress)
      throws ClusterException {
    if (!children.isEmpty()) {
      progress.accept(
          "ending " + children.stream().map(ChildProcess::name).collect(Collectors.joining(", ")));
    }
    end(folder, children);
  }

  /** Ends these processes with all they have started, and forgets them. */
  static void end(ClusterFolder folder, List<ChildProcess> children) throws ClusterException {
    Set<ProcessHandle> roots = new LinkedHashSet<>();
    Set<ProcessHandle> descendants = new LinkedHashSet<>();
    for (ChildProcess child : children) {
      child
          .handle()
          .ifPresent(
              handle -> {
                roots.add(handle);
                handle.descendants().forEach(descendants::add);
              });
    }
    ProcessTable.end(roots, PATIENCE);
    // A daemon that is asked to end also ends its children; these are of daemons that had no chance
    // to.
    ProcessTable.end(descendants, PATIENCE);
    for (ChildProcess child : children) {
      child.forget();
    }
    endOrphans(folder);
  }

  private static void endOrphans(ClusterFolder folder) throws ClusterException {
    Set<String> running = folder.running();
    ClusterContext context = folder.context();
    for (ServiceName name : folder.layout().known()) {
      Service service = folder.service(name);
      if (service.plan(context).daemons().stream().map(Daemon::name).noneMatch(running::contains)) {
        ProcessTable.end(service.orphans(context), PATIENCE);
      }
    }
  }
}
