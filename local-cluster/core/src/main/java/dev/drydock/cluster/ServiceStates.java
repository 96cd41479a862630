package dev.drydock.cluster;

import static dev.drydock.cluster.ServiceStatus.State.DEAD;
import static dev.drydock.cluster.ServiceStatus.State.RUNNING;
import static dev.drydock.cluster.ServiceStatus.State.STARTING;
import static dev.drydock.cluster.ServiceStatus.State.STOPPED;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What the records of processes tell about services. */
final class ServiceStates {
  private ServiceStates() {}

  /** All services in the order of their start. */
  static List<ServiceStatus> of(ClusterFolder folder) throws ClusterException {
    if (!folder.laidOut()) {
      return Arrays.stream(ServiceName.values()).map(ServiceStates::stopped).toList();
    }
    ClusterContext context = folder.context();
    List<ChildProcess> children = folder.children();
    List<ServiceStatus> all = new ArrayList<>();
    for (ServiceName service : ServiceName.values()) {
      all.add(
          context.ports().has(Service.of(service).portKeys(context.separate()))
              ? status(Service.of(service), context, children)
              : stopped(service));
    }
    return all;
  }

  private static ServiceStatus stopped(ServiceName service) {
    return new ServiceStatus(service, STOPPED, "", "", 0, Duration.ZERO);
  }

  private static ServiceStatus status(
      Service service, ClusterContext context, List<ChildProcess> children)
      throws ClusterException {
    Set<String> roles = new HashSet<>(ClusterFolder.roleNames(service, context));
    List<ChildProcess> own =
        children.stream()
            .filter(child -> child.roles().stream().anyMatch(roles::contains))
            .toList();
    ServiceStatus.State state = state(service, context, own);
    if (state == STOPPED) {
      return stopped(service.name());
    }
    long resident = 0;
    Instant started = Instant.EPOCH;
    for (ChildProcess child : own) {
      if (child.handle().isPresent()) {
        resident += ProcessTable.residentBytes(child.pid());
        started = child.start().isAfter(started) ? child.start() : started;
      }
    }
    return new ServiceStatus(
        service.name(),
        state,
        service.endpoint(context),
        service.webInterface(context),
        resident,
        started.equals(Instant.EPOCH) ? Duration.ZERO : Duration.between(started, Instant.now()));
  }

  private static ServiceStatus.State state(
      Service service, ClusterContext context, List<ChildProcess> own) throws ClusterException {
    if (service.roles(context).isEmpty()) {
      return service.prepared(context) ? RUNNING : STOPPED;
    }
    if (own.isEmpty()) {
      return STOPPED;
    }
    if (own.stream().anyMatch(child -> child.handle().isEmpty())) {
      return DEAD;
    }
    return own.stream().allMatch(ChildProcess::ready) ? RUNNING : STARTING;
  }
}
