package dev.drydock.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Spark standalone with its history server. */
final class SparkService implements Service {
  static final String MASTER = "spark.master";
  static final String MASTER_WEB = "spark.master.web";
  static final String WORKER_WEB = "spark.worker.web";
  static final String HISTORY_WEB = "spark.history.web";

  /** Enough for master, worker and history server together. */
  private static final int HEAP_MEGABYTES = 256;

  @Override
  public ServiceName name() {
    return ServiceName.SPARK;
  }

  @Override
  public List<String> portKeys(boolean separate) {
    return List.of(MASTER, MASTER_WEB, WORKER_WEB, HISTORY_WEB);
  }

  @Override
  public List<Role> roles(ClusterContext context) {
    Program program =
        new Program(
            "spark",
            RuntimeName.SPARK,
            "dev.drydock.cluster.spark.SparkDaemons",
            HEAP_MEGABYTES,
            // A daemon whose port is taken must fail, not listen where nobody looks for it.
            List.of("-Dspark.port.maxRetries=0"),
            daemonEnvironment(context));
    return Stream.of("master", "worker", "history").map(role -> new Role(role, program)).toList();
  }

  /** What Spark's own start scripts would set; executors inherit it from the worker. */
  private static Map<String, String> daemonEnvironment(ClusterContext context) {
    SparkConfiguration spark = new SparkConfiguration(context);
    return Map.of(
        "SPARK_LOCAL_IP", Ports.LOOPBACK,
        "SPARK_HOME", spark.executorHome().toString(),
        "SPARK_SCALA_VERSION", "2.13",
        "SPARK_WORKER_DIR", spark.data().resolve("work").toString(),
        "SPARK_WORKER_CORES", String.valueOf(SparkConfiguration.workerCores()),
        "SPARK_WORKER_MEMORY", SparkConfiguration.WORKER_MEMORY,
        "HADOOP_CONF_DIR", context.configuration().toString());
  }

  @Override
  public void configure(ClusterContext context, Configuration configuration)
      throws ClusterException {
    new SparkConfiguration(context).write(configuration);
  }

  @Override
  public void prepare(ClusterContext context, Consumer<String> progress) throws ClusterException {
    Path jars = new SparkConfiguration(context).executorHome().resolve("jars");
    Path libraries =
        context.installation().home().resolve(RuntimeName.SPARK.folder()).resolve("target/lib");
    try {
      Files.createDirectories(jars.getParent());
      Files.deleteIfExists(jars);
      Files.createSymbolicLink(jars, libraries);
    } catch (IOException e) {
      throw new ClusterException("cannot make " + jars + ": " + e, e);
    }
  }

  @Override
  public String endpoint(ClusterContext context) {
    return "spark://" + context.address(MASTER);
  }

  @Override
  public String webInterface(ClusterContext context) {
    return "http://" + context.address(MASTER_WEB);
  }

  @Override
  public Map<String, String> environment(ClusterContext context) {
    return Map.of(
        "SPARK_CONF_DIR", context.configuration().toString(), "SPARK_LOCAL_IP", Ports.LOOPBACK);
  }
}
