package dev.drydock.cluster.services;

import dev.drydock.cluster.ClusterException;
import dev.drydock.cluster.RuntimeName;
import dev.drydock.cluster.ServiceName;
import dev.drydock.cluster.runtime.ClassArchive;
import dev.drydock.cluster.service.ClusterContext;
import dev.drydock.cluster.service.Configuration;
import dev.drydock.cluster.service.Plan;
import dev.drydock.cluster.service.Ports;
import dev.drydock.cluster.service.Program.JavaProgram;
import dev.drydock.cluster.service.Service;
import dev.drydock.cluster.service.Step.Daemon;
import dev.drydock.cluster.state.StateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Spark standalone with its history server. */
final class SparkService implements Service {

  /** Heap for master, worker and history server together, in MB. */
  private static final int HEAP_MEGABYTES = 256;

  @Override
  public ServiceName name() {
    return ServiceName.SPARK;
  }

  @Override
  public String summary() {
    return "Spark standalone: master, worker and the history of applications";
  }

  @Override
  public boolean startsByDefault() {
    return true;
  }

  @Override
  public List<String> portKeys(boolean separate) {
    return List.of(
        SparkConfiguration.MASTER,
        SparkConfiguration.MASTER_WEB,
        SparkConfiguration.WORKER_WEB,
        SparkConfiguration.HISTORY_WEB);
  }

  @Override
  public Plan plan(ClusterContext context) {
    JavaProgram program =
        new JavaProgram(
            "spark",
            RuntimeName.SPARK,
            "dev.drydock.cluster.spark.SparkDaemons",
            HEAP_MEGABYTES,
            // A daemon whose port is in use must fail instead of listening on a port that nobody
            // expects.
            List.of("-Dspark.port.maxRetries=0"),
            daemonEnvironment(context));
    return Plan.of(
        Stream.of("spark-master", "spark-worker", "spark-history")
            .map(daemon -> Daemon.of(daemon, program))
            .toList());
  }

  /** What Spark's own start scripts set; executors inherit it from the worker. */
  private static Map<String, String> daemonEnvironment(ClusterContext context) {
    SparkConfiguration spark = new SparkConfiguration(context);
    return Map.of(
        "JAVA_HOME", System.getProperty("java.home"),
        "SPARK_LOCAL_IP", Ports.LOOPBACK,
        "SPARK_HOME", spark.executorHome().toString(),
        // Spark requires the variable, although only a build of Spark itself uses it to find
        // anything.
        "SPARK_SCALA_VERSION", "2.13",
        "SPARK_LOCAL_DIRS", spark.localFolder().toString(),
        "SPARK_WORKER_DIR", spark.data().resolve("work").toString(),
        "SPARK_WORKER_CORES", String.valueOf(SparkConfiguration.workerCores()),
        "SPARK_WORKER_MEMORY", SparkConfiguration.WORKER_MEMORY,
        "HADOOP_CONF_DIR", context.configuration().toString());
  }

  @Override
  public void configure(ClusterContext context, Configuration configuration)
      throws ClusterException {
    new SparkConfiguration(context).addStandalone(configuration);
  }

  @Override
  public void prepare(ClusterContext context, Consumer<String> progress)
      throws ClusterException, InterruptedException {
    new ClassArchive(context.installation(), RuntimeName.SPARK).make(progress);
    Path link = new SparkConfiguration(context).executorHome().resolve("jars");
    StateFiles.folder(link.getParent());
    try {
      Files.deleteIfExists(link);
      Files.createSymbolicLink(link, context.installation().libraryFolder(RuntimeName.SPARK));
    } catch (IOException e) {
      throw StateFiles.unwritable(link, e);
    }
  }

  @Override
  public String endpoint(ClusterContext context) {
    return "spark://" + context.address(SparkConfiguration.MASTER);
  }

  @Override
  public String webInterface(ClusterContext context) {
    return "http://" + context.address(SparkConfiguration.MASTER_WEB);
  }

  @Override
  public Map<String, String> environment(ClusterContext context) {
    return new SparkConfiguration(context).environment();
  }
}
