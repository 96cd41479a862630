package dev.drydock.cluster.hadoop;

import dev.drydock.cluster.server.DaemonStart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.SafeModeAction;
import org.apache.hadoop.hdfs.DistributedFileSystem;
import org.apache.hadoop.hdfs.HdfsConfiguration;
import org.apache.hadoop.hdfs.server.datanode.DataNode;
import org.apache.hadoop.hdfs.server.namenode.FSNamesystem;
import org.apache.hadoop.hdfs.server.namenode.NameNode;
import org.apache.hadoop.mapred.JobConf;
import org.apache.hadoop.mapreduce.v2.hs.JobHistoryServer;
import org.apache.hadoop.metrics2.lib.DefaultMetricsSystem;
import org.apache.hadoop.service.Service;
import org.apache.hadoop.yarn.conf.YarnConfiguration;
import org.apache.hadoop.yarn.event.Event;
import org.apache.hadoop.yarn.server.nodemanager.NodeManager;
import org.apache.hadoop.yarn.server.resourcemanager.ResourceManager;
import org.apache.hadoop.yarn.server.resourcemanager.rmapp.RMApp;
import org.apache.hadoop.yarn.server.resourcemanager.rmapp.RMAppEvent;
import org.apache.hadoop.yarn.server.resourcemanager.rmapp.RMAppEventType;

/**
 * Runs the daemons that its arguments name in this JVM: {@code namenode}, {@code datanode}, {@code
 * resourcemanager}, {@code nodemanager}, {@code jobhistory}. For a second daemon of a kind ({@code
 * datanode-2}), the settings of {@code datanode-2.xml} override those of the site files.
 *
 * <p>They start in parallel. Once all of them serve, the file that system property {@code
 * drydock.ready} names is written. If one fails, the JVM ends with exit code 1 and the reason on
 * stderr.
 */
public final class HadoopDaemons {
  private static final int STOP_SECONDS = 3;

  private static final List<AutoCloseable> RUNNING = new ArrayList<>();

  private HadoopDaemons() {}

  public static void main(String[] roles) {
    DaemonStart.run("Hadoop", () -> startAll(roles));
  }

  private static void startAll(String[] roles) throws Exception {
    // Otherwise metrics need unique names in a JVM, and the daemons here have many in common.
    DefaultMetricsSystem.setMiniClusterMode(true);
    Runtime.getRuntime().addShutdownHook(new Thread(HadoopDaemons::stop));
    ExecutorService threads = Executors.newFixedThreadPool(roles.length);
    ExecutorCompletionService<String> starts = new ExecutorCompletionService<>(threads);
    for (String role : roles) {
      starts.submit(
          () -> {
            try {
              start(role);
            } catch (Throwable e) {
              DaemonStart.fail(role, e);
            }
            return role;
          });
    }
    for (int i = 0; i < roles.length; i++) {
      starts.take().get();
    }
    threads.shutdown();
  }

  private static void start(String role) throws Exception {
    switch (role.replaceFirst("-\\d+$", "")) {
      case "namenode" -> startNameNode();
      case "datanode" -> startDataNode(role);
      case "resourcemanager" -> startResourceManager();
      case "nodemanager" -> startNodeManager(role);
      case "jobhistory" -> startHistory();
      default -> throw new IllegalArgumentException("unknown daemon: " + role);
    }
  }

  private static void startNameNode() throws IOException, InterruptedException {
    HdfsConfiguration configuration = new HdfsConfiguration();
    if (!hasImage(Path.of(FSNamesystem.getNamespaceDirs(configuration).iterator().next()))) {
      NameNode.format(configuration);
    }
    NameNode nameNode = NameNode.createNameNode(new String[0], configuration);
    running(nameNode::stop);
    while (nameNode.isInSafeMode() || nameNode.getNamesystem().getNumLiveDataNodes() == 0) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  /**
   * Formatting writes the first image last. If there is none, formatting was killed half way and
   * has left files that the NameNode refuses.
   */
  private static boolean hasImage(Path folder) throws IOException {
    Path current = folder.resolve("current");
    if (!Files.isDirectory(current)) {
      return false;
    }
    try (Stream<Path> files = Files.list(current)) {
      return files.anyMatch(file -> file.getFileName().toString().matches("fsimage_\\d+"));
    }
  }

  private static void startDataNode(String role) throws Exception {
    HdfsConfiguration configuration = new HdfsConfiguration();
    configuration.addResource(role + ".xml");
    // After a failed call the DataNode pauses for five seconds, so let the call wait.
    configuration.setInt("ipc.client.connect.retry.interval", 50);
    configuration.setInt("ipc.client.connect.max.retries", 2000);
    DataNode dataNode = DataNode.createDataNode(new String[0], configuration);
    running(dataNode::shutdown);
    while (!dataNode.isDatanodeFullyStarted()) {
      if (!dataNode.isDatanodeUp()) {
        throw new IOException("the DataNode has ended: the line above says why");
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  private static void startResourceManager() throws InterruptedException {
    ResourceManager manager = new ResourceManager();
    startService(manager, new YarnConfiguration());
    // Recovery would run these applications again, but their clients are gone.
    for (RMApp application : manager.getRMContext().getRMApps().values()) {
      if (!application.isAppFinalStateStored()) {
        kill(manager, application);
      }
    }
    while (manager.getResourceScheduler().getNumClusterNodes() == 0) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  @SuppressWarnings({"rawtypes", "unchecked"}) // Hadoop's dispatcher takes the raw type.
  private static void kill(ResourceManager manager, RMApp application) {
    Event event =
        new RMAppEvent(
            application.getApplicationId(),
            RMAppEventType.KILL,
            "the cluster was stopped while it ran");
    manager.getRMContext().getDispatcher().getEventHandler().handle(event);
  }

  private static void startNodeManager(String role) {
    YarnConfiguration configuration = new YarnConfiguration(new JobConf());
    configuration.addResource(role + ".xml");
    startService(new NodeManager(), configuration);
  }

  private static void startHistory() throws Exception {
    JobConf configuration = new JobConf();
    // On its own it looks for HDFS only every ten seconds.
    try (FileSystem files = FileSystem.newInstance(configuration)) {
      if (files instanceof DistributedFileSystem hdfs) {
        while (inSafeMode(hdfs)) {
          TimeUnit.MILLISECONDS.sleep(50);
        }
      }
    }
    startService(new JobHistoryServer(), configuration);
  }

  private static boolean inSafeMode(DistributedFileSystem hdfs) {
    try {
      return hdfs.setSafeMode(SafeModeAction.GET);
    } catch (IOException e) {
      return true;
    }
  }

  private static void startService(Service service, Configuration configuration) {
    running(service::stop);
    service.init(configuration);
    service.start();
  }

  private static void running(AutoCloseable daemon) {
    synchronized (RUNNING) {
      RUNNING.add(daemon);
    }
  }

  /**
   * Stops all daemons at once, and waits only a short time. Durable data is on disk already. A
   * NodeManager ends its containers first, but then waits ten seconds for logs that it would delete
   * a week later.
   */
  private static void stop() {
    List<AutoCloseable> daemons;
    synchronized (RUNNING) {
      daemons = List.copyOf(RUNNING);
    }
    ExecutorService threads = Executors.newCachedThreadPool();
    for (AutoCloseable daemon : daemons) {
      threads.execute(() -> stop(daemon));
    }
    threads.shutdown();
    try {
      threads.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void stop(AutoCloseable daemon) {
    try {
      daemon.close();
    } catch (Exception e) {
      System.err.println("a daemon did not stop: " + e);
    }
  }
}
