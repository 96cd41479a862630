package dev.drydock.cluster;

import dev.drydock.cluster.lifecycle.ClusterEnvironment;
import dev.drydock.cluster.lifecycle.ClusterFolder;
import dev.drydock.cluster.lifecycle.ClusterStart;
import dev.drydock.cluster.lifecycle.ClusterStop;
import dev.drydock.cluster.lifecycle.Leftovers;
import dev.drydock.cluster.lifecycle.PassingClusters;
import dev.drydock.cluster.lifecycle.ServiceStates;
import dev.drydock.cluster.process.ChildProcess;
import dev.drydock.cluster.process.Interruption;
import dev.drydock.cluster.process.ProcessTable;
import dev.drydock.cluster.service.Service;
import dev.drydock.cluster.services.Services;
import dev.drydock.cluster.state.ClusterLock;
import dev.drydock.cluster.state.StateFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The services of one name on this machine: starts, finds and ends them. All state is in the
 * cluster's folder, so two objects or two processes with the same name see the same cluster.
 *
 * <p>An earlier command may have left processes: it was killed before its end, or a NodeManager was
 * killed and its containers live on. The next {@link #up}, {@link #down} or {@link #status} ends
 * them.
 */
public final class LocalCluster {
  private final ClusterFolder folder;

  private LocalCluster(ClusterFolder folder) {
    this.folder = folder;
  }

  /**
   * The cluster of that name, which need not have been started before.
   *
   * @throws ClusterException if the name is not valid as the name of a folder
   */
  public static LocalCluster named(Installation installation, String name) throws ClusterException {
    return named(installation, name, Services::of);
  }

  /** A cluster of other services than ours. */
  static LocalCluster named(
      Installation installation, String name, Function<ServiceName, Service> services)
      throws ClusterException {
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,63}")) {
      throw new ClusterException(
          "'" + name + "' is not a valid name of a cluster: use letters, digits, '-', '_' and '.'");
    }
    Path directory = installation.state().resolve("clusters").resolve(name);
    return new LocalCluster(new ClusterFolder(installation, name, directory, services));
  }

  /** A cluster that lives as long as this process, such as a test run, separate from all others. */
  public static LocalCluster ofThisProcess(Installation installation) throws ClusterException {
    return named(installation, PassingClusters.nameOfThisProcess());
  }

  /** Ends and removes clusters that {@link #ofThisProcess} made for processes that are gone. */
  public static void removeAbandoned(Installation installation)
      throws ClusterException, InterruptedException {
    StateFiles.folder(installation.state());
    // If two test runs find the same cluster, the second one waits until it is gone.
    ClusterLock lock =
        ClusterLock.acquire(installation.state().resolve("abandoned.lock"), line -> {});
    try {
      for (String name : PassingClusters.abandoned(installation.state().resolve("clusters"))) {
        named(installation, name).remove(line -> {});
      }
    } finally {
      lock.close();
    }
  }

  /**
   * Starts the services that are not running and returns when all of them answer. If it fails, or
   * the thread is interrupted, or the JVM is told to end, it ends what it has started.
   *
   * @param progress gets lines to show
   */
  public void up(UpOptions options, Consumer<String> progress)
      throws ClusterException, InterruptedException {
    refuseSpaces(folder.installation().home(), "move the checkout");
    refuseSpaces(folder.installation().state(), "set DRYDOCK_STATE to another folder");
    StateFiles.folder(folder.directory());
    StateFiles.folder(folder.processes());
    ClusterLock lock = ClusterLock.acquire(folder.lockFile(), progress);
    Interruption interruption = Interruption.ofThisThread();
    try {
      new ClusterStart(folder, progress).up(options);
    } finally {
      lock.close();
      interruption.close();
    }
  }

  /**
   * YARN writes a container's command into a script without quotes, so a space would end a word.
   */
  private static void refuseSpaces(Path folder, String remedy) throws ClusterException {
    if (folder.toString().chars().anyMatch(Character::isWhitespace)) {
      throw new ClusterException(
          folder + " has a space in its name, which YARN cannot handle: " + remedy);
    }
  }

  /** Ends all processes; the data stays. Does nothing if none is running. */
  public void down(Consumer<String> progress) throws ClusterException, InterruptedException {
    if (!exists()) {
      return;
    }
    ClusterLock lock = ClusterLock.acquire(folder.lockFile(), progress);
    try {
      new ClusterStop(folder, progress).down();
    } finally {
      lock.close();
    }
  }

  /**
   * Ends the processes of these services; their data stays. Does nothing if none is running.
   *
   * @throws ClusterException if another service needs one of them or shares a process with it
   */
  public void down(Set<ServiceName> services, Consumer<String> progress)
      throws ClusterException, InterruptedException {
    if (!exists()) {
      return;
    }
    ClusterLock lock = ClusterLock.acquire(folder.lockFile(), progress);
    try {
      new ClusterStop(folder, progress).down(services);
    } finally {
      lock.close();
    }
  }

  /** Ends all processes and removes the cluster's folder with its data and logs. */
  public void remove(Consumer<String> progress) throws ClusterException, InterruptedException {
    down(progress);
    StateFiles.deleteTree(folder.directory());
  }

  /** The services that were ever up, in the order of {@link ServiceName}. */
  public List<ServiceStatus> status() throws ClusterException {
    tidy();
    return ServiceStates.of(folder);
  }

  /** Ends leftover processes, unless another command is running, which may be about to use them. */
  private void tidy() throws ClusterException {
    if (!Files.isDirectory(folder.processes())) {
      return;
    }
    Optional<ClusterLock> lock = ClusterLock.tryAcquire(folder.lockFile());
    if (lock.isPresent()) {
      try {
        Leftovers.end(folder, line -> {});
      } finally {
        lock.get().close();
      }
    }
  }

  /** Whether each service is running, or installed if it has no process. */
  public boolean isUp(ServiceName service) throws ClusterException {
    return status().stream().anyMatch(line -> line.service() == service && line.isUp());
  }

  /** What clients connect to, by the label of each running service that has an endpoint. */
  public Map<String, String> endpoints() throws ClusterException {
    Map<String, String> endpoints = new LinkedHashMap<>();
    for (ServiceStatus line : status()) {
      if (line.isUp() && !line.endpoint().isEmpty()) {
        endpoints.put(line.service().label(), line.endpoint());
      }
    }
    return endpoints;
  }

  /**
   * Environment variables that tell the real tools where the configuration and the keys of the
   * running services are. Empty if no service is up.
   */
  public Map<String, String> environment() throws ClusterException {
    return environment(EnumSet.allOf(ServiceName.class));
  }

  /** As {@link #environment()}, for these services only. */
  public Map<String, String> environment(Set<ServiceName> services) throws ClusterException {
    return ClusterEnvironment.of(folder, services);
  }

  /** Whether it has been started before, running or not. */
  public boolean exists() {
    return Files.isDirectory(folder.directory());
  }

  /** Everything of this cluster: configuration, data, logs. */
  public Path directory() {
    return folder.directory();
  }

  /**
   * The folder that is both HADOOP_CONF_DIR and SPARK_CONF_DIR; it exists while a service is up.
   */
  public Path configuration() {
    return folder.configuration();
  }

  /** The logs of the processes that a service last ran in. */
  public List<Path> logs(ServiceName service) throws ClusterException {
    return folder.children(Set.of(service)).stream().map(ChildProcess::log).distinct().toList();
  }

  /** The living processes of the cluster, without the processes that they have started. */
  public List<ProcessHandle> processes() throws ClusterException {
    return folder.children().stream().flatMap(child -> child.handle().stream()).toList();
  }

  /** CPU seconds used so far by the cluster's processes and all that they have started. */
  public double cpuSeconds() throws ClusterException {
    return processes().stream().mapToDouble(ProcessTable::cpuSeconds).sum();
  }

  /** Memory that the processes of the cluster use now, in bytes; each process counts once. */
  public long residentBytes() throws ClusterException {
    return processes().stream()
        .mapToLong(process -> ProcessTable.residentBytes(process.pid()))
        .sum();
  }
}
