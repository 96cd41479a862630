package dev.drydock.cluster;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Ends processes of a cluster with everything they have started. Called under the cluster's lock.
 */
final class Leftovers {
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private Leftovers() {}

  /**
   * Ends what a command that did not come to its end has started, and the containers of a
   * NodeManager that is gone. Records of dead processes stay, so that their death can be told.
   */
  static void end(Path processes, Path data, Consumer<String> progress) throws ClusterException {
    List<ChildProcess> all = ChildProcess.readAll(processes);
    List<ChildProcess> unconfirmed = all.stream().filter(child -> !child.confirmed()).toList();
    if (!unconfirmed.isEmpty()) {
      progress.accept("ending what an interrupted command has left");
    }
    end(unconfirmed, data);
  }

  /** Ends these processes and forgets them. */
  static void end(List<ChildProcess> children, Path data) throws ClusterException {
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
    // Daemons end their children themselves when asked to; these are of those that could not.
    ProcessTable.end(descendants, PATIENCE);
    if (!anyNodeManager(data, children)) {
      ProcessTable.end(YarnContainers.leftIn(data), PATIENCE);
    }
    for (ChildProcess child : new ArrayList<>(children)) {
      child.forget();
    }
  }

  /** Whether a NodeManager of the cluster lives, whose containers are its own. */
  private static boolean anyNodeManager(Path data, List<ChildProcess> ended)
      throws ClusterException {
    for (ChildProcess child : ChildProcess.readAll(data.resolveSibling("processes"))) {
      if (!ended.contains(child)
          && child.handle().isPresent()
          && child.roles().stream().anyMatch(role -> role.startsWith("nodemanager"))) {
        return true;
      }
    }
    return false;
  }
}
