package dev.drydock.cli.cluster;

import dev.drydock.cluster.ClusterException;
import dev.drydock.cluster.LocalCluster;
import dev.drydock.cluster.ServiceName;
import dev.drydock.cluster.ServiceStatus;
import dev.drydock.cluster.ServiceStatus.State;
import dev.drydock.terminal.CommandFailure;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Checks that the services of a command are up; if not, the message says which command starts them.
 */
public final class RequiredServices {
  private RequiredServices() {}

  public static void check(LocalCluster cluster, ClusterOption option, Set<ServiceName> needed)
      throws CommandFailure, ClusterException {
    Map<ServiceName, ServiceStatus> known =
        cluster.status().stream()
            .collect(Collectors.toMap(ServiceStatus::service, status -> status));
    List<ServiceStatus> missing =
        needed.stream()
            .sorted()
            .map(service -> known.getOrDefault(service, ServiceStatus.stopped(service)))
            .filter(service -> !service.isUp())
            // A service that has lost one of several processes may still work: that is why it has
            // several.
            .filter(service -> service.state() != State.DEAD || service.residentBytes() == 0)
            .toList();
    List<String> dead = labels(missing, true);
    if (!dead.isEmpty()) {
      throw CommandFailure.failed(
          String.join(" and ", dead)
              + (dead.size() == 1 ? " has died: " : " have died: ")
              + option.command("logs " + dead.get(0))
              + " says why, "
              + option.command("up " + String.join(" ", dead))
              + " starts "
              + (dead.size() == 1 ? "it" : "them")
              + " again");
    }
    List<String> stopped = labels(missing, false);
    if (!stopped.isEmpty()) {
      throw CommandFailure.failed(
          String.join(" and ", stopped)
              + (stopped.size() == 1 ? " is" : " are")
              + " not up: "
              + option.command("up " + String.join(" ", stopped)));
    }
  }

  private static List<String> labels(List<ServiceStatus> services, boolean dead) {
    return services.stream()
        .filter(service -> (service.state() == State.DEAD) == dead)
        .map(service -> service.service().label())
        .toList();
  }
}
