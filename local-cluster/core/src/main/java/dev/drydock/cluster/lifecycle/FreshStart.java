package dev.drydock.cluster.lifecycle;

import dev.drydock.cluster.ClusterException;
import dev.drydock.cluster.ServiceName;
import dev.drydock.cluster.process.ChildProcess;
import dev.drydock.cluster.service.ClusterContext;
import dev.drydock.cluster.service.Service;
import dev.drydock.cluster.state.StateFiles;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Removes the data of services, and nothing of other services. */
final class FreshStart {
  private final ClusterFolder folder;
  private final Consumer<String> progress;

  FreshStart(ClusterFolder folder, Consumer<String> progress) {
    this.folder = folder;
    this.progress = progress;
  }

  /**
   * Removes the data of these services and of those that only they need.
   *
   * @return services that had to be ended for this but that the user wants up
   */
  Set<ServiceName> removeData(Set<ServiceName> asked) throws ClusterException {
    Layout layout = folder.layout();
    Set<ServiceName> removed = withWhatOnlyTheyNeed(asked, layout.named());
    Set<ServiceName> dependents = EnumSet.copyOf(removed);
    for (ServiceName service : layout.up()) {
      if (needed(Set.of(service)).stream().anyMatch(removed::contains)) {
        dependents.add(service);
      }
    }
    List<ChildProcess> children = folder.children(dependents);
    Set<ServiceName> ended = EnumSet.noneOf(ServiceName.class);
    for (ServiceName service : layout.up()) {
      if (folder.children(Set.of(service)).stream().anyMatch(children::contains)) {
        ended.add(service);
      }
    }
    Leftovers.end(folder, children, progress);
    ClusterContext context = folder.context();
    for (ServiceName service : removed) {
      StateFiles.deleteTree(context.data(service));
    }
    return ended;
  }

  private Set<ServiceName> withWhatOnlyTheyNeed(Set<ServiceName> asked, Set<ServiceName> named) {
    Set<ServiceName> others = EnumSet.noneOf(ServiceName.class);
    others.addAll(named);
    others.removeAll(asked);
    Set<ServiceName> removed = EnumSet.noneOf(ServiceName.class);
    removed.addAll(needed(asked));
    removed.removeAll(needed(others));
    removed.addAll(asked);
    return removed;
  }

  private Set<ServiceName> needed(Set<ServiceName> services) {
    return folder.withDependencies(services).stream()
        .map(Service::name)
        .collect(Collectors.toSet());
  }
}
