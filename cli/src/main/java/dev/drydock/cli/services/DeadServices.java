package dev.drydock.cli.services;

import dev.drydock.cluster.ClusterException;
import dev.drydock.cluster.Installation;
import dev.drydock.cluster.LocalCluster;
import dev.drydock.cluster.ServiceStatus;
import dev.drydock.terminal.CommandFailure;
import java.util.ArrayList;
import java.util.List;

/** Clusters with a process that has died. */
final class DeadServices {
  private DeadServices() {}

  static List<Finding> examine(Installation installation) throws CommandFailure, ClusterException {
    List<Finding> found = new ArrayList<>();
    for (String name : Down.names(installation)) {
      List<String> dead =
          LocalCluster.named(installation, name).status().stream()
              .filter(service -> service.state() == ServiceStatus.State.DEAD)
              .map(service -> service.service().label())
              .toList();
      if (!dead.isEmpty()) {
        found.add(
            Finding.note(
                "leftovers",
                String.join(", ", dead) + " of cluster '" + name + "' died",
                "./drydock logs --name "
                    + name
                    + " says why, ./drydock down --name "
                    + name
                    + " tidies up"));
      }
    }
    return found.isEmpty() ? List.of(Finding.fine("leftovers", "none")) : found;
  }
}
