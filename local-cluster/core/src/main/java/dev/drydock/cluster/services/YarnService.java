package dev.drydock.cluster.services;

import com.sun.management.OperatingSystemMXBean;
import dev.drydock.cluster.ClusterException;
import dev.drydock.cluster.Jvm;
import dev.drydock.cluster.RuntimeName;
import dev.drydock.cluster.ServiceName;
import dev.drydock.cluster.runtime.ClassArchive;
import dev.drydock.cluster.service.ClusterContext;
import dev.drydock.cluster.service.Configuration;
import dev.drydock.cluster.service.Plan;
import dev.drydock.cluster.service.Ports;
import dev.drydock.cluster.service.Service;
import dev.drydock.cluster.service.Step.Daemon;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A ResourceManager, one or two NodeManagers, and the history of MapReduce jobs. */
final class YarnService implements Service {
  /** Two maps, two reducers and the application master fit at the same time on any machine. */
  private static final int CONTAINERS = 5;

  @Override
  public ServiceName name() {
    return ServiceName.YARN;
  }

  @Override
  public Set<ServiceName> dependsOn() {
    return Set.of(ServiceName.HDFS);
  }

  @Override
  public String summary() {
    return "Hadoop's resource manager with a NodeManager and the history of jobs";
  }

  @Override
  public boolean startsByDefault() {
    return true;
  }

  @Override
  public List<String> portKeys(boolean separate) {
    List<String> keys =
        new ArrayList<>(
            List.of(
                "yarn.resourcemanager",
                "yarn.resourcemanager.http",
                "yarn.resourcemanager.scheduler",
                "yarn.resourcemanager.tracker",
                "yarn.resourcemanager.admin",
                "yarn.history",
                "yarn.history.http",
                "yarn.history.admin"));
    for (String node : nodeManagers(separate)) {
      keys.add("yarn." + node);
      keys.add("yarn." + node + ".http");
      keys.add("yarn." + node + ".localizer");
      keys.add("yarn." + node + ".shuffle");
    }
    return keys;
  }

  @Override
  public Plan plan(ClusterContext context) {
    List<Daemon> daemons = new ArrayList<>();
    daemons.add(Daemon.of("resourcemanager", HadoopProgram.of()));
    nodeManagers(context.separate())
        .forEach(node -> daemons.add(Daemon.of(node, HadoopProgram.of())));
    daemons.add(Daemon.of("jobhistory", HadoopProgram.of()));
    return Plan.of(daemons);
  }

  /** Containers whose NodeManager was killed. */
  @Override
  public Set<ProcessHandle> orphans(ClusterContext context) throws ClusterException {
    return YarnContainers.leftIn(context.data(name()));
  }

  private static List<String> nodeManagers(boolean separate) {
    return separate ? List.of("nodemanager", "nodemanager-2") : List.of("nodemanager");
  }

  @Override
  public void configure(ClusterContext context, Configuration configuration)
      throws ClusterException {
    resourceManager(context, configuration);
    nodeManagers(context, configuration);
    mapReduce(context, configuration);
    scheduler(configuration);
  }

  private static void resourceManager(ClusterContext context, Configuration configuration) {
    String manager = "yarn.resourcemanager.";
    yarn(configuration, manager + "hostname", Ports.LOOPBACK);
    yarn(configuration, manager + "address", context.address("yarn.resourcemanager"));
    yarn(
        configuration,
        manager + "scheduler.address",
        context.address("yarn.resourcemanager.scheduler"));
    yarn(
        configuration,
        manager + "resource-tracker.address",
        context.address("yarn.resourcemanager.tracker"));
    yarn(configuration, manager + "admin.address", context.address("yarn.resourcemanager.admin"));
    yarn(configuration, manager + "webapp.address", context.address("yarn.resourcemanager.http"));
    // Finished applications stay known after a restart.
    yarn(configuration, manager + "recovery.enabled", true);
    yarn(
        configuration,
        manager + "store.class",
        "org.apache.hadoop.yarn.server.resourcemanager.recovery.FileSystemRMStateStore");
    yarn(
        configuration,
        manager + "fs.state-store.uri",
        context.data(ServiceName.YARN).resolve("resourcemanager").toUri());
    yarn(configuration, manager + "nodemanagers.heartbeat-interval-ms", 100);
    yarn(configuration, "yarn.client.application-client-protocol.poll-interval-ms", 50);
    // A NodeManager that starts before its ResourceManager, or a client without one, retries at
    // this interval and gives up after this time.
    yarn(configuration, manager + "connect.retry-interval.ms", 200);
    yarn(configuration, manager + "connect.max-wait.ms", 20_000);
  }

  private static void nodeManagers(ClusterContext context, Configuration configuration)
      throws ClusterException {
    List<String> nodes = nodeManagers(context.separate());
    int nodeMegabytes = nodeMegabytes() / nodes.size();
    yarn(configuration, "yarn.nodemanager.resource.memory-mb", nodeMegabytes);
    yarn(configuration, "yarn.nodemanager.resource.cpu-vcores", Math.max(8, 2 * cores()));
    yarn(configuration, "yarn.scheduler.minimum-allocation-mb", 256);
    yarn(configuration, "yarn.scheduler.maximum-allocation-mb", nodeMegabytes);
    yarn(configuration, "yarn.nodemanager.vmem-check-enabled", false);
    yarn(
        configuration,
        "yarn.nodemanager.disk-health-checker.max-disk-utilization-per-disk-percentage",
        "99");
    // A NodeManager counts as lost after the same time as a DataNode. If all daemons share one
    // process, none of them can be lost alone, and one that was only delayed must not lose its
    // containers.
    if (context.separate()) {
      yarn(configuration, "yarn.nm.liveness-monitor.expiry-interval-ms", 20_000);
    }
    // How long an application master tries to end a container of a lost NodeManager before it runs
    // the task again; the default is three minutes.
    yarn(configuration, "yarn.client.nodemanager-connect.retry-interval-ms", 500);
    yarn(configuration, "yarn.client.nodemanager-connect.max-wait-ms", 5000);
    // When it stops, it waits this long and 1.25 s more for its containers to end.
    yarn(configuration, "yarn.nodemanager.process-kill-wait.ms", 500);
    yarn(configuration, "yarn.nodemanager.aux-services", "mapreduce_shuffle");
    yarn(
        configuration,
        "yarn.nodemanager.aux-services.mapreduce_shuffle.class",
        "dev.drydock.cluster.hadoop.LoopbackShuffle");
    yarn(configuration, "yarn.nodemanager.env-whitelist", "JAVA_HOME");
    // The logs of tasks stay on this disk, where `drydock logs` reads them, for a week.
    yarn(configuration, "yarn.nodemanager.log.retain-seconds", 7 * 24 * 3600);
    yarn(configuration, "yarn.application.classpath", containerClassPath(context));
    for (String node : nodes) {
      String file = node.equals("nodemanager") ? "yarn-site.xml" : node + ".xml";
      String key = "yarn." + node;
      configuration.site(file, "yarn.nodemanager.hostname", Ports.LOOPBACK);
      configuration.site(file, "yarn.nodemanager.address", context.address(key));
      configuration.site(file, "yarn.nodemanager.webapp.address", context.address(key + ".http"));
      configuration.site(
          file, "yarn.nodemanager.localizer.address", context.address(key + ".localizer"));
      configuration.site(
          file,
          "yarn.nodemanager.local-dirs",
          context
              .data(ServiceName.YARN)
              .resolve(node.replace("nodemanager", YarnContainers.LOCAL_FOLDER)));
      configuration.site(
          file,
          "yarn.nodemanager.log-dirs",
          context.logs().resolve(node.replace("nodemanager", "containers")));
      configuration.site(
          node.equals("nodemanager") ? "mapred-site.xml" : node + ".xml",
          "mapreduce.shuffle.port",
          context.ports().get(key + ".shuffle"));
    }
  }

  private static void mapReduce(ClusterContext context, Configuration configuration)
      throws ClusterException {
    mapred(configuration, "mapreduce.framework.name", "yarn");
    // YARN's own class path contains everything that MapReduce needs.
    mapred(configuration, "mapreduce.application.classpath", "");
    mapred(configuration, "mapreduce.jobhistory.address", context.address("yarn.history"));
    mapred(
        configuration, "mapreduce.jobhistory.webapp.address", context.address("yarn.history.http"));
    mapred(
        configuration, "mapreduce.jobhistory.admin.address", context.address("yarn.history.admin"));
    // By default a client polls every five seconds, and a short job seems to take that long.
    mapred(configuration, "mapreduce.client.completion.pollinterval", 50);
    mapred(configuration, "mapreduce.client.progressmonitor.pollinterval", 200);
    mapred(configuration, "yarn.app.mapreduce.am.scheduler.heartbeat.interval-ms", 100);
    mapred(configuration, "mapreduce.job.reduces", 2);
    // All nodes are this machine, so a second attempt of a slow task would only compete for its
    // cores.
    mapred(configuration, "mapreduce.map.speculative", false);
    mapred(configuration, "mapreduce.reduce.speculative", false);
    // How long a reducer asks a lost NodeManager for the output of mappers before it reports a
    // failure (by default three minutes), and how long it then waits before it asks again (by
    // default up to one). After three failures the mappers run again.
    mapred(configuration, "mapreduce.reduce.shuffle.connect.timeout", 5000);
    mapred(configuration, "mapreduce.reduce.shuffle.retry-delay.max.ms", 2000);

    int container = containerMegabytes();
    mapred(configuration, "yarn.app.mapreduce.am.resource.mb", container);
    mapred(configuration, "mapreduce.map.memory.mb", container);
    mapred(configuration, "mapreduce.reduce.memory.mb", container);
    mapred(
        configuration,
        "yarn.app.mapreduce.am.command-opts",
        containerOptions(context, "MRAppMaster", container / 2));
    String task = containerOptions(context, "@taskid@", container * 3 / 4);
    mapred(configuration, "mapreduce.map.java.opts", task);
    mapred(configuration, "mapreduce.reduce.java.opts", task);
  }

  /**
   * The class path is given again, because YARN's begins with the container's own folder, and
   * shared classes need the runtime's jars first. The job's jar and its files are in that folder.
   */
  private static String containerOptions(ClusterContext context, String who, int heapMegabytes)
      throws ClusterException {
    List<String> entries = new ArrayList<>();
    context
        .installation()
        .classPath(RuntimeName.HADOOP)
        .forEach(jar -> entries.add(jar.toString()));
    entries.add(context.configuration().toString());
    entries.addAll(List.of("job.jar/job.jar", "job.jar/classes", "job.jar/lib/*", "./*", "."));
    List<String> options =
        new ArrayList<>(new ClassArchive(context.installation(), RuntimeName.HADOOP).options(who));
    options.addAll(Jvm.moduleOptions());
    options.addAll(
        List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx" + heapMegabytes + "m"));
    options.addAll(List.of("-cp", String.join(":", entries)));
    return String.join(" ", options);
  }

  private static void scheduler(Configuration configuration) {
    String root = "yarn.scheduler.capacity.root.";
    configuration.site("capacity-scheduler.xml", root + "queues", "default");
    configuration.site("capacity-scheduler.xml", root + "default.capacity", 100);
    configuration.site(
        "capacity-scheduler.xml", "yarn.scheduler.capacity.maximum-am-resource-percent", "0.5");
    // All data is on this machine, so there is no nearer node to wait for.
    configuration.site("capacity-scheduler.xml", "yarn.scheduler.capacity.node-locality-delay", -1);
  }

  private static String containerClassPath(ClusterContext context) throws ClusterException {
    List<Path> entries = new ArrayList<>(context.installation().classPath(RuntimeName.HADOOP));
    entries.add(context.configuration());
    return entries.stream().map(Path::toString).collect(Collectors.joining(","));
  }

  /** 1 GB if the machine has 8 GB or more. */
  private static int containerMegabytes() {
    return machineMegabytes() >= 7500 ? 1024 : 512;
  }

  /** Three quarters of the machine's memory, but no more than its cores can keep busy. */
  private static int nodeMegabytes() {
    int wanted = Math.max(CONTAINERS + 1, 2 * cores() + 1) * containerMegabytes();
    int least = (CONTAINERS + 1) * containerMegabytes();
    return Math.max(least, Math.min(wanted, machineMegabytes() * 3 / 4));
  }

  private static int machineMegabytes() {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return (int) (system.getTotalMemorySize() >> 20);
  }

  private static int cores() {
    return Runtime.getRuntime().availableProcessors();
  }

  private static void yarn(Configuration configuration, String key, Object value) {
    configuration.site("yarn-site.xml", key, value);
  }

  private static void mapred(Configuration configuration, String key, Object value) {
    configuration.site("mapred-site.xml", key, value);
  }

  @Override
  public String endpoint(ClusterContext context) {
    return context.address("yarn.resourcemanager");
  }

  @Override
  public String webInterface(ClusterContext context) {
    return "http://" + context.address("yarn.resourcemanager.http");
  }

  @Override
  public Map<String, String> environment(ClusterContext context) {
    return HadoopClients.environment(context);
  }
}
