package dev.drydock.cluster;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** The services of one name on this machine: starts, finds and ends them. */
public final class LocalCluster {
  private final Installation installation;
  private final String name;

  private LocalCluster(Installation installation, String name) {
    this.installation = installation;
    this.name = name;
  }

  public static LocalCluster named(Installation installation, String name) {
    return new LocalCluster(installation, name);
  }

  /**
   * How to start.
   *
   * @param services which ones; what they depend on is started too
   * @param separate each daemon in a process of its own, with two of each kind of worker
   * @param fresh without the data of earlier starts
   * @param ports wanted by key, such as {@code hdfs.namenode}; all others are chosen free
   */
  public record UpOptions(
      Set<ServiceName> services, boolean separate, boolean fresh, Map<String, Integer> ports) {}

  public void up(UpOptions options, Consumer<String> progress)
      throws ClusterException, InterruptedException {
    if (options.services().isEmpty()) {
      throw new ClusterException("name a service to start");
    }
  }

  public void down(Consumer<String> progress) throws ClusterException, InterruptedException {}

  public List<ServiceStatus> status() throws ClusterException {
    return List.of();
  }

  public boolean isRunning(ServiceName service) throws ClusterException {
    return false;
  }

  public Map<String, String> endpoints() throws ClusterException {
    return Map.of();
  }

  public Map<String, String> environment() throws ClusterException {
    return Map.of();
  }

  public Path directory() {
    return installation.state().resolve("clusters").resolve(name);
  }

  public Path configuration() {
    return directory().resolve("conf");
  }

  public List<Path> logs(ServiceName service) throws ClusterException {
    return List.of();
  }

  public double cpuSeconds() throws ClusterException {
    return 0;
  }
}
