package dev.drydock.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The services of one name on this machine: starts, finds and ends them. All state is in the
 * cluster's folder; two objects, or two processes, of one name see the same cluster.
 *
 * <p>Whatever an earlier command left that nobody asked to keep (it was killed before its end, or a
 * NodeManager was and its containers live on) is ended by the next {@link #up}, {@link #down} or
 * {@link #status}.
 */
public final class LocalCluster {
  private final Installation installation;
  private final String name;
  private final Path directory;
  private final ClusterFolder folder;

  private LocalCluster(Installation installation, String name, Path directory) {
    this.installation = installation;
    this.name = name;
    this.directory = directory;
    this.folder = new ClusterFolder(installation, name, directory);
  }

  /**
   * The cluster of that name, whether it has been started before or not.
   *
   * @throws ClusterException if the name cannot be a folder's
   */
  public static LocalCluster named(Installation installation, String name) throws ClusterException {
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,63}")) {
      throw new ClusterException(
          "'" + name + "' cannot name a cluster: use letters, digits, '-', '_' and '.'");
    }
    return new LocalCluster(
        installation, name, installation.state().resolve("clusters").resolve(name));
  }

  /** A cluster for the life of this process, such as a run of tests, beside all others. */
  public static LocalCluster ofThisProcess(Installation installation) throws ClusterException {
    return named(installation, PassingClusters.nameOfThisProcess());
  }

  /** Ends and removes clusters of {@link #ofThisProcess} whose process is gone. */
  public static void removeAbandoned(Installation installation)
      throws ClusterException, InterruptedException {
    StateFiles.folder(installation.state());
    // Of two runs of tests that see the same one, the second waits until it is gone.
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
   * How to start.
   *
   * @param services which ones; what they depend on is started too
   * @param separate each daemon in a process of its own, with two of each kind of worker
   * @param fresh without the data of earlier starts
   * @param ports wanted by key, such as {@code hdfs.namenode}; all others are chosen free
   */
  public record UpOptions(
      Set<ServiceName> services, boolean separate, boolean fresh, Map<String, Integer> ports) {

    /** The services as they are by default: few processes, data kept, any free ports. */
    public static UpOptions of(ServiceName... services) {
      return new UpOptions(Set.copyOf(Arrays.asList(services)), false, false, Map.of());
    }
  }

  /** What ports can be wanted by, such as {@code hdfs.namenode}, in a layout. */
  public static List<String> portKeys(boolean separate) {
    return Arrays.stream(ServiceName.values())
        .flatMap(service -> Service.of(service).portKeys(separate).stream())
        .toList();
  }

  /**
   * Starts what does not run yet and returns when all of it answers. If it fails or the thread is
   * interrupted, or the JVM is told to end, what it has started is ended.
   *
   * @param progress gets lines to show
   */
  public void up(UpOptions options, Consumer<String> progress)
      throws ClusterException, InterruptedException {
    refuseSpaces(installation.home(), "move the checkout");
    refuseSpaces(installation.state(), "set DRYDOCK_STATE to another folder");
    StateFiles.folder(directory);
    StateFiles.folder(folder.processes());
    ClusterLock lock = ClusterLock.acquire(folder.lockFile(), progress);
    Interruption interruption = Interruption.ofThisThread();
    try {
      Leftovers.end(folder.processes(), folder.data(), progress);
      if (options.fresh()) {
        end(progress);
        StateFiles.deleteTree(folder.data());
      }
      requireSpace();
      Set<ServiceName> wanted = withDependencies(options.services());
      Set<String> running = folder.runningRoles();
      if (!running.isEmpty() && folder.separate() != options.separate()) {
        throw new ClusterException(
            "cluster "
                + name
                + (options.separate()
                    ? " runs with its daemons together"
                    : " runs with its daemons in separate processes")
                + ": end it first with ./drydock down");
      }
      ClusterContext context = layOut(options, running);
      List<Service> missing = new ArrayList<>();
      for (ServiceName service : wanted) {
        for (Role role : Service.of(service).roles(context)) {
          if (role.program() instanceof JavaProgram program) {
            new ClassArchive(installation, program.runtime()).make(progress);
          }
        }
        Service.of(service).prepare(context, progress);
        missing.add(Service.of(service));
      }
      // Written last, because it names archives and what has been prepared.
      configure(context);
      new Startup(context, folder.processes()).start(missing, running, progress);
    } finally {
      lock.close();
      interruption.close();
    }
  }

  /** YARN writes a container's command into a script as it is, where a space ends a word. */
  private static void refuseSpaces(Path folder, String remedy) throws ClusterException {
    if (folder.toString().chars().anyMatch(Character::isWhitespace)) {
      throw new ClusterException(
          folder + " has a space in it, which YARN cannot do with: " + remedy);
    }
  }

  /** Ends all processes; the data stays. Nothing to do is no error. */
  public void down(Consumer<String> progress) throws ClusterException, InterruptedException {
    if (!exists()) {
      return;
    }
    ClusterLock lock = ClusterLock.acquire(folder.lockFile(), progress);
    try {
      end(progress);
    } finally {
      lock.close();
    }
  }

  /**
   * Ends the processes of these services; their data stays. Nothing to do is no error.
   *
   * @throws ClusterException if another one needs them, or is in a process with one of them
   */
  public void down(Set<ServiceName> services, Consumer<String> progress)
      throws ClusterException, InterruptedException {
    if (!folder.laidOut()) {
      return;
    }
    ClusterLock lock = ClusterLock.acquire(folder.lockFile(), progress);
    try {
      List<ChildProcess> children = children(services);
      Set<ServiceName> others = EnumSet.noneOf(ServiceName.class);
      for (ServiceName other : ServiceName.values()) {
        List<ChildProcess> own = services.contains(other) ? List.of() : children(Set.of(other));
        boolean shares = own.stream().anyMatch(children::contains);
        boolean needs = Service.of(other).dependsOn().stream().anyMatch(services::contains);
        boolean runs = own.stream().anyMatch(child -> child.handle().isPresent());
        if (shares || (needs && runs)) {
          others.add(other);
        }
      }
      if (!others.isEmpty()) {
        throw new ClusterException(
            others.stream().map(ServiceName::label).collect(Collectors.joining(", "))
                + " would not go on: name "
                + (others.size() == 1 ? "it" : "them")
                + " too");
      }
      end(children, progress);
    } finally {
      lock.close();
    }
  }

  /** The processes on record that have a part of one of these services. */
  private List<ChildProcess> children(Set<ServiceName> services) throws ClusterException {
    ClusterContext context = folder.context();
    Set<String> roles = new HashSet<>();
    for (ServiceName service : services) {
      if (context.ports().has(Service.of(service).portKeys(context.separate()))) {
        roles.addAll(ClusterFolder.roleNames(Service.of(service), context));
      }
    }
    return folder.children().stream()
        .filter(child -> child.roles().stream().anyMatch(roles::contains))
        .toList();
  }

  /** Ends all processes and removes the cluster's folder with its data and logs. */
  public void remove(Consumer<String> progress) throws ClusterException, InterruptedException {
    down(progress);
    StateFiles.deleteTree(directory);
  }

  private void end(Consumer<String> progress) throws ClusterException {
    end(folder.children(), progress);
  }

  private void end(List<ChildProcess> children, Consumer<String> progress) throws ClusterException {
    if (!children.isEmpty()) {
      progress.accept(
          "ending " + String.join(", ", children.stream().map(ChildProcess::name).toList()));
    }
    Leftovers.end(children, folder.data());
  }

  /** All services in the order of their start. */
  public List<ServiceStatus> status() throws ClusterException {
    tidy();
    return ServiceStates.of(folder);
  }

  /** Ends what is left over, unless a command is at work that may be about to use it. */
  private void tidy() throws ClusterException {
    if (!Files.isDirectory(folder.processes())) {
      return;
    }
    Optional<ClusterLock> lock = ClusterLock.tryAcquire(folder.lockFile());
    if (lock.isPresent()) {
      try {
        Leftovers.end(folder.processes(), folder.data(), line -> {});
      } finally {
        lock.get().close();
      }
    }
  }

  public boolean isRunning(ServiceName service) throws ClusterException {
    return status().stream()
        .anyMatch(line -> line.service() == service && line.state() == ServiceStatus.State.RUNNING);
  }

  /** What clients connect to, by the label of each running service that has an endpoint. */
  public Map<String, String> endpoints() throws ClusterException {
    Map<String, String> endpoints = new LinkedHashMap<>();
    for (ServiceStatus line : status()) {
      if (line.state() == ServiceStatus.State.RUNNING && !line.endpoint().isEmpty()) {
        endpoints.put(line.service().label(), line.endpoint());
      }
    }
    return endpoints;
  }

  /**
   * Variables by which the real tools find this cluster's configuration and keys. Empty before the
   * first {@link #up}.
   */
  public Map<String, String> environment() throws ClusterException {
    Map<String, String> variables = new TreeMap<>();
    if (folder.laidOut()) {
      variables.put("JAVA_HOME", System.getProperty("java.home"));
      ClusterContext context = folder.context();
      for (ServiceName service : ServiceName.values()) {
        if (context.ports().has(Service.of(service).portKeys(context.separate()))) {
          variables.putAll(Service.of(service).environment(context));
        }
      }
    }
    return variables;
  }

  /** Whether it has been started before, running or not. */
  public boolean exists() {
    return Files.isDirectory(directory);
  }

  /** Everything of this cluster: configuration, data, logs. */
  public Path directory() {
    return directory;
  }

  /** The folder that is HADOOP_CONF_DIR and SPARK_CONF_DIR at once. */
  public Path configuration() {
    return directory.resolve("conf");
  }

  /** The logs of the processes a service last ran in. */
  public List<Path> logs(ServiceName service) throws ClusterException {
    return children(Set.of(service)).stream().map(ChildProcess::log).distinct().toList();
  }

  /** The processes of the cluster that live, without what they have started themselves. */
  public List<ProcessHandle> processes() throws ClusterException {
    return folder.children().stream().flatMap(child -> child.handle().stream()).toList();
  }

  /** CPU seconds used so far by the processes of the cluster and all they have started. */
  public double cpuSeconds() throws ClusterException {
    return processes().stream().mapToDouble(ProcessTable::cpuSeconds).sum();
  }

  /** Memory that the processes of the cluster have now; each counts once. */
  public long residentBytes() throws ClusterException {
    return processes().stream()
        .mapToLong(process -> ProcessTable.residentBytes(process.pid()))
        .sum();
  }

  private ClusterContext layOut(UpOptions options, Set<String> running) throws ClusterException {
    Ports ports = folder.context().ports();
    ClusterContext context =
        new ClusterContext(installation, name, directory, ports, options.separate());
    List<String> keys = new ArrayList<>();
    Set<String> inUse = new HashSet<>();
    for (ServiceName service : ServiceName.values()) {
      List<String> own = Service.of(service).portKeys(options.separate());
      keys.addAll(own);
      // One living daemon is enough: the others are started again where it looks for them.
      if (!running.isEmpty()
          && ports.has(own)
          && ClusterFolder.roleNames(Service.of(service), context).stream()
              .anyMatch(running::contains)) {
        inUse.addAll(own);
      }
    }
    ports.choose(keys, inUse, options.ports());
    folder.write(context);
    return context;
  }

  private static void configure(ClusterContext context) throws ClusterException {
    Configuration configuration = new Configuration();
    for (ServiceName service : ServiceName.values()) {
      Service.of(service).configure(context, configuration);
    }
    configuration.write(context.configuration());
  }

  private static Set<ServiceName> withDependencies(Set<ServiceName> services) {
    Set<ServiceName> all = EnumSet.noneOf(ServiceName.class);
    for (ServiceName service : services) {
      all.add(service);
      all.addAll(withDependencies(Service.of(service).dependsOn()));
    }
    return all;
  }

  /** Daemons that run out of space fail in a hundred ways; this is one line before they do. */
  private void requireSpace() throws ClusterException {
    try {
      long megabytes = Files.getFileStore(directory).getUsableSpace() >> 20;
      if (megabytes < 200) {
        throw new ClusterException(
            "only "
                + megabytes
                + " MB are free at "
                + directory
                + ": free some space, or set DRYDOCK_STATE to another disk");
      }
    } catch (IOException e) {
      throw StateFiles.unwritable(directory, e);
    }
  }
}
