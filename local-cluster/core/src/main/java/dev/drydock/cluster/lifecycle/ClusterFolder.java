package dev.drydock.cluster.lifecycle;

import dev.drydock.cluster.ClusterException;
import dev.drydock.cluster.Installation;
import dev.drydock.cluster.ServiceName;
import dev.drydock.cluster.process.ChildProcess;
import dev.drydock.cluster.service.ClusterContext;
import dev.drydock.cluster.service.Configuration;
import dev.drydock.cluster.service.Ports;
import dev.drydock.cluster.service.Service;
import dev.drydock.cluster.state.StateFiles;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * A cluster as its files on disk describe it.
 *
 * @param services what each service is
 */
public record ClusterFolder(
    Installation installation,
    String name,
    Path directory,
    Function<ServiceName, Service> services) {

  Service service(ServiceName service) {
    return services.apply(service);
  }

  /**
   * These services and all that they depend on, ordered so that each comes after its dependencies.
   */
  List<Service> withDependencies(Set<ServiceName> wanted) {
    Map<ServiceName, Service> ordered = new LinkedHashMap<>();
    wanted.forEach(service -> addAfterDependencies(service, ordered));
    return List.copyOf(ordered.values());
  }

  private void addAfterDependencies(ServiceName name, Map<ServiceName, Service> ordered) {
    if (!ordered.containsKey(name)) {
      Service service = service(name);
      service.dependsOn().forEach(dependency -> addAfterDependencies(dependency, ordered));
      ordered.put(name, service);
    }
  }

  Layout layout() throws ClusterException {
    return Layout.read(layoutFile());
  }

  /** The context with the ports of the last start. */
  ClusterContext context() throws ClusterException {
    return context(layout().separate());
  }

  ClusterContext context(boolean separate) throws ClusterException {
    return new ClusterContext(installation, name, directory, Ports.read(portsFile()), separate);
  }

  /** Saves the current layout. */
  void write(ClusterContext context, Layout layout) throws ClusterException {
    context.ports().write(portsFile());
    write(layout);
    StateFiles.folder(data());
    StateFiles.folder(context.logs());
  }

  void write(Layout layout) throws ClusterException {
    layout.write(layoutFile());
  }

  /** The processes on record, dead ones as well. */
  public List<ChildProcess> children() throws ClusterException {
    return ChildProcess.readAll(processes());
  }

  /** The processes on record that run a daemon of one of these services. */
  public List<ChildProcess> children(Set<ServiceName> services) throws ClusterException {
    ClusterContext context = context();
    Layout layout = layout();
    Set<String> daemons = new HashSet<>();
    for (ServiceName service : services) {
      if (layout.known().contains(service)) {
        service(service).plan(context).daemons().forEach(daemon -> daemons.add(daemon.name()));
      }
    }
    return children().stream()
        .filter(child -> child.daemons().stream().anyMatch(daemons::contains))
        .toList();
  }

  /** Writes the configuration of these services and removes that of all others. */
  void configure(ClusterContext context, Set<ServiceName> services) throws ClusterException {
    Configuration configuration = new Configuration();
    for (ServiceName service : services) {
      service(service).configure(context, configuration);
    }
    configuration.write(context.configuration());
  }

  /** The daemons of the living processes. */
  Set<String> running() throws ClusterException {
    Set<String> running = new HashSet<>();
    for (ChildProcess child : children()) {
      if (child.handle().isPresent()) {
        running.addAll(child.daemons());
      }
    }
    return running;
  }

  /** The configuration that the tools read; it exists while a service is up. */
  public Path configuration() {
    return directory.resolve("conf");
  }

  public Path processes() {
    return directory.resolve("processes");
  }

  /** The folders of all services' data. */
  Path data() {
    return directory.resolve("data");
  }

  /**
   * Temporary files of its processes. What a killed process leaves is deleted at its next start.
   */
  Path temporary() {
    return directory.resolve("tmp");
  }

  public Path lockFile() {
    return directory.resolve("lock");
  }

  private Path portsFile() {
    return directory.resolve("ports.properties");
  }

  private Path layoutFile() {
    return directory.resolve("layout.properties");
  }
}
