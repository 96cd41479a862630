package dev.drydock.cluster.services;

import dev.drydock.cluster.ClusterException;
import dev.drydock.cluster.RuntimeName;
import dev.drydock.cluster.ServiceName;
import dev.drydock.cluster.SparkDistribution;
import dev.drydock.cluster.runtime.ClassArchive;
import dev.drydock.cluster.service.ClusterContext;
import dev.drydock.cluster.service.Configuration;
import dev.drydock.cluster.service.Ports;
import dev.drydock.cluster.state.StateFiles;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The files that configure Spark's daemons, {@code spark-submit} and the executors. They serve both
 * standalone and YARN: each ignores what only the other one reads.
 */
final class SparkConfiguration {
  static final String MASTER = "spark.master";
  static final String MASTER_WEB = "spark.master.web";
  static final String WORKER_WEB = "spark.worker.web";
  static final String HISTORY_WEB = "spark.history.web";

  /** Two applications of {@link #EXECUTOR_MEMORY}, so that an open shell does not block a job. */
  static final String WORKER_MEMORY = "2g";

  private static final String EXECUTOR_MEMORY = "1g";

  /**
   * Quick to start. The same for all JVMs, because an archive of class data fits only one
   * collector.
   */
  private static final String JVM_OPTIONS = "-XX:+UseSerialGC -XX:TieredStopAtLevel=1";

  private static final String LOG4J =
      """
      rootLogger.level = warn
      rootLogger.appenderRef.console.ref = console
      appender.console.type = Console
      appender.console.name = console
      appender.console.target = SYSTEM_ERR
      appender.console.layout.type = PatternLayout
      appender.console.layout.pattern = %d{yy/MM/dd HH:mm:ss} %p %c{1}: %m%n%ex
      # The daemons tell what joins and leaves.
      logger.master.name = org.apache.spark.deploy.master
      logger.master.level = info
      logger.worker.name = org.apache.spark.deploy.worker
      logger.worker.level = info
      # These name the input split of each task, which is what one looks for when a task fails.
      logger.rdd.name = org.apache.spark.rdd.HadoopRDD
      logger.rdd.level = info
      logger.newrdd.name = org.apache.spark.rdd.NewHadoopRDD
      logger.newrdd.level = info
      logger.scan.name = org.apache.spark.sql.execution.datasources.FileScanRDD
      logger.scan.level = info
      # These name the application, by which its logs are found.
      logger.client.name = org.apache.spark.deploy.yarn.Client
      logger.client.level = info
      logger.standalone.name = org.apache.spark.scheduler.cluster.StandaloneSchedulerBackend
      logger.standalone.level = info
      # Hadoop's native library is in no jar, and nothing here needs it.
      logger.native.name = org.apache.hadoop.util.NativeCodeLoader
      logger.native.level = error
      """;

  private final ClusterContext context;

  SparkConfiguration(ClusterContext context) {
    this.context = context;
  }

  Path data() {
    return context.data(ServiceName.SPARK);
  }

  /** SPARK_HOME of the executors: Spark adds its {@code jars} to their class path. */
  Path executorHome() {
    return data().resolve("home");
  }

  /**
   * The folder for shuffled and spilled data. It is set as an environment variable, because YARN
   * uses a folder of its own.
   */
  Path localFolder() {
    return data().resolve("local");
  }

  /** Cores for two applications at a time, each with as many as the machine has. */
  static int workerCores() {
    return 2 * cores();
  }

  private static int cores() {
    return Runtime.getRuntime().availableProcessors();
  }

  /** Adds what Spark standalone needs. */
  void addStandalone(Configuration configuration) throws ClusterException {
    addCommon(configuration);
    set(configuration, "spark.master", "spark://" + context.address(MASTER));
    set(configuration, "spark.master.ui.port", port(MASTER_WEB));
    set(configuration, "spark.worker.ui.port", port(WORKER_WEB));
    set(configuration, "spark.history.ui.port", port(HISTORY_WEB));
    set(configuration, "spark.worker.cleanup.enabled", "true");
  }

  /** Adds what Spark on YARN needs. */
  void addYarn(Configuration configuration) throws ClusterException {
    addCommon(configuration);
    Path home = distribution().home();
    set(configuration, "spark.yarn.jars", "local:" + home.resolve("jars") + "/*");
    set(configuration, "spark.yarn.am.memory", "512m");
    set(configuration, "spark.yarn.am.extraJavaOptions", JVM_OPTIONS);
    set(configuration, "spark.yarn.report.interval", "200ms");
    set(configuration, "spark.yarn.scheduler.heartbeat.interval-ms", "200");
    set(configuration, "spark.executor.instances", "1");
  }

  private void addCommon(Configuration configuration) throws ClusterException {
    StateFiles.folder(data());
    for (String folder : List.of("events", "work", "local")) {
      StateFiles.folder(data().resolve(folder));
    }
    guard(configuration);
    keepHistory(configuration);
    size(configuration);
    configuration.text("log4j2.properties", LOG4J);
    // Spark's scripts read this file. Without it a driver's web pages would listen on every
    // address.
    configuration.text(
        "spark-env.sh",
        "export SPARK_LOCAL_IP="
            + Ports.LOOPBACK
            + "\nexport SPARK_LOCAL_DIRS='"
            + localFolder()
            + "'\n");
  }

  /** Environment variables with which Spark's tools find it. */
  Map<String, String> environment() {
    return Map.of(
        "SPARK_CONF_DIR", context.configuration().toString(),
        "HADOOP_CONF_DIR", context.configuration().toString(),
        "JAVA_HOME", System.getProperty("java.home"),
        "SPARK_LOCAL_IP", Ports.LOOPBACK,
        "SPARK_LOCAL_DIRS", localFolder().toString());
  }

  /** Only the owner of this file can run code, and only on the loopback address. */
  private void guard(Configuration configuration) throws ClusterException {
    set(configuration, "spark.authenticate", "true");
    set(configuration, "spark.authenticate.secret", Secret.in(data().resolve("secret")));
    set(configuration, "spark.master.rest.enabled", "false");
    set(configuration, "spark.master.ui.decommission.allow.mode", "DENY");
    set(configuration, "spark.ui.killEnabled", "false");
    set(configuration, "spark.ui.filters", "dev.drydock.cluster.spark.LoopbackFilter");
    set(configuration, "spark.ui.port", "0");
    set(configuration, "spark.driver.host", Ports.LOOPBACK);
    set(configuration, "spark.driver.bindAddress", Ports.LOOPBACK);
    set(configuration, "spark.executorEnv.SPARK_LOCAL_IP", Ports.LOOPBACK);
    set(configuration, "spark.yarn.appMasterEnv.SPARK_LOCAL_IP", Ports.LOOPBACK);
  }

  private void keepHistory(Configuration configuration) {
    String events = data().resolve("events").toUri().toString();
    set(configuration, "spark.eventLog.enabled", "true");
    set(configuration, "spark.eventLog.dir", events);
    set(configuration, "spark.eventLog.rolling.enabled", "false");
    set(configuration, "spark.history.fs.logDirectory", events);
    set(configuration, "spark.history.fs.update.interval", "2s");
  }

  private void size(Configuration configuration) throws ClusterException {
    set(configuration, "spark.cores.max", String.valueOf(cores()));
    set(configuration, "spark.executor.memory", EXECUTOR_MEMORY);
    // All data is on this machine, so waiting for a nearer executor only loses time.
    set(configuration, "spark.locality.wait", "0s");
    set(configuration, "spark.sql.shuffle.partitions", String.valueOf(2 * cores()));
    String options = JVM_OPTIONS + " -Dlog4j2.configurationFile=" + log4j();
    set(configuration, "spark.driver.defaultJavaOptions", options);
    set(configuration, "spark.executor.defaultJavaOptions", options + " " + sharedClasses());
    // An archive fits only one class path. That of the executors begins with Drydock's own Spark,
    // whose versions equal those of the distribution; that of the drivers is the distribution's.
    set(configuration, "spark.driver.extraClassPath", join(distribution().missing()));
    set(
        configuration,
        "spark.executor.extraClassPath",
        join(context.installation().classPath(RuntimeName.SPARK)));
  }

  private String sharedClasses() throws ClusterException {
    return String.join(
        " ", new ClassArchive(context.installation(), RuntimeName.SPARK).options("SparkExecutor"));
  }

  private String log4j() {
    return context.configuration().resolve("log4j2.properties").toUri().toString();
  }

  private String port(String key) {
    return String.valueOf(context.ports().get(key));
  }

  private SparkDistribution distribution() {
    return SparkDistribution.of(context.installation());
  }

  private static String join(List<Path> jars) {
    return jars.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
  }

  private static void set(Configuration configuration, String key, String value) {
    configuration.line("spark-defaults.conf", key, value);
  }
}
