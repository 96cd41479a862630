package dev.drydock.cluster.lifecycle;

import dev.drydock.cluster.ClusterException;
import dev.drydock.cluster.ServiceName;
import dev.drydock.cluster.process.ChildProcess;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Ends services of a cluster; their data stays. Called under the cluster's lock. */
public final class ClusterStop {
  private final ClusterFolder folder;
  private final Consumer<String> progress;

  public ClusterStop(ClusterFolder folder, Consumer<String> progress) {
    this.folder = folder;
    this.progress = progress;
  }

  /** Ends all of it. */
  public void down() throws ClusterException {
    Leftovers.end(folder, folder.children(), progress);
    forget(EnumSet.allOf(ServiceName.class));
  }

  /**
   * Ends these services.
   *
   * @throws ClusterException if another service needs them or shares a process with one of them
   */
  public void down(Set<ServiceName> services) throws ClusterException {
    List<ChildProcess> children = folder.children(services);
    Set<ServiceName> others = EnumSet.noneOf(ServiceName.class);
    for (ServiceName other : folder.layout().up()) {
      if (!services.contains(other)) {
        List<ChildProcess> own = folder.children(Set.of(other));
        boolean shares = own.stream().anyMatch(children::contains);
        boolean needs = folder.service(other).dependsOn().stream().anyMatch(services::contains);
        boolean runs = own.stream().anyMatch(child -> child.handle().isPresent());
        if (shares || (needs && runs)) {
          others.add(other);
        }
      }
    }
    if (!others.isEmpty()) {
      throw new ClusterException(
          others.stream().map(ServiceName::label).collect(Collectors.joining(", "))
              + " would stop working: name "
              + (others.size() == 1 ? "it" : "them")
              + " too");
    }
    Leftovers.end(folder, children, progress);
    forget(services);
  }

  /** Removes these services from the configuration. */
  private void forget(Set<ServiceName> services) throws ClusterException {
    Layout layout = folder.layout().without(services);
    folder.write(layout);
    folder.configure(folder.context(), layout.up());
  }
}
