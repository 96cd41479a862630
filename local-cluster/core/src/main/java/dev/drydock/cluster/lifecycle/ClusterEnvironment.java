package dev.drydock.cluster.lifecycle;

import dev.drydock.cluster.ClusterException;
import dev.drydock.cluster.ServiceName;
import dev.drydock.cluster.ServiceStatus;
import dev.drydock.cluster.service.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Environment variables with which the real tools find the services of a cluster. */
public final class ClusterEnvironment {
  private ClusterEnvironment() {}

  /** The variables of those of the given services that are up. */
  public static Map<String, String> of(ClusterFolder folder, Set<ServiceName> wanted)
      throws ClusterException {
    List<Service> up = new ArrayList<>();
    for (ServiceStatus status : ServiceStates.of(folder)) {
      if (status.state() != ServiceStatus.State.STOPPED && wanted.contains(status.service())) {
        up.add(folder.service(status.service()));
      }
    }
    return Variables.of(up, folder.context());
  }
}
