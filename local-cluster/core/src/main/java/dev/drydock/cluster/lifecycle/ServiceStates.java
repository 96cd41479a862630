package dev.drydock.cluster.lifecycle;

import static dev.drydock.cluster.ServiceStatus.State.DEAD;
import static dev.drydock.cluster.ServiceStatus.State.INSTALLED;
import static dev.drydock.cluster.ServiceStatus.State.RUNNING;
import static dev.drydock.cluster.ServiceStatus.State.STARTING;
import static dev.drydock.cluster.ServiceStatus.State.STOPPED;

import dev.drydock.cluster.ClusterException;
import dev.drydock.cluster.ServiceName;
import dev.drydock.cluster.ServiceStatus;
import dev.drydock.cluster.process.ChildProcess;
import dev.drydock.cluster.process.ProcessTable;
import dev.drydock.cluster.service.ClusterContext;
import dev.drydock.cluster.service.Service;
import dev.drydock.cluster.service.Step.Daemon;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The states of services, from the records of their processes. */
public final class ServiceStates {
  private ServiceStates() {}

  /** The services that were ever up, in the order of their names' declaration. */
  public static List<ServiceStatus> of(ClusterFolder folder) throws ClusterException {
    Layout layout = folder.layout();
    ClusterContext context = folder.context();
    List<ChildProcess> children = folder.children();
    List<ServiceStatus> all = new ArrayList<>();
    for (ServiceName name : layout.known()) {
      Service service = folder.service(name);
      Set<String> daemons = new HashSet<>();
      service.plan(context).daemons().stream().map(Daemon::name).forEach(daemons::add);
      List<ChildProcess> own =
          children.stream()
              .filter(child -> child.daemons().stream().anyMatch(daemons::contains))
              .toList();
      ServiceStatus.State state =
          daemons.isEmpty()
              ? layout.up().contains(name) && service.isInstalled(folder.installation())
                  ? INSTALLED
                  : STOPPED
              : state(daemons, own);
      all.add(
          state == STOPPED ? ServiceStatus.stopped(name) : status(service, context, state, own));
    }
    return all;
  }

  private static ServiceStatus.State state(Set<String> daemons, List<ChildProcess> own) {
    if (own.isEmpty()) {
      return STOPPED;
    }
    Set<String> living = new HashSet<>();
    own.stream()
        .filter(child -> child.handle().isPresent())
        .forEach(child -> living.addAll(child.daemons()));
    if (!living.containsAll(daemons)) {
      return DEAD;
    }
    return own.stream().allMatch(ChildProcess::ready) ? RUNNING : STARTING;
  }

  private static ServiceStatus status(
      Service service, ClusterContext context, ServiceStatus.State state, List<ChildProcess> own)
      throws ClusterException {
    long resident = 0;
    Instant started = Instant.EPOCH;
    List<String> dead = new ArrayList<>();
    for (ChildProcess child : own) {
      if (child.handle().isPresent()) {
        resident += ProcessTable.residentBytes(child.pid());
        started = child.start().isAfter(started) ? child.start() : started;
      } else {
        dead.add(child.name());
      }
    }
    return new ServiceStatus(
        service.name(),
        state,
        service.endpoint(context),
        service.webInterface(context),
        resident,
        started.equals(Instant.EPOCH) ? Duration.ZERO : Duration.between(started, Instant.now()),
        dead);
  }
}
