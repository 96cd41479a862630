package dev.drydock.cluster;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The files by which Spark's daemons, {@code spark-submit} and the executors are configured. They
 * serve standalone and YARN alike: what only one of them reads does not disturb the other.
 */
final class SparkConfiguration {
  /** Two applications of {@link #EXECUTOR_MEMORY}, so that an open shell does not block a job. */
  static final String WORKER_MEMORY = "2g";

  private static final String EXECUTOR_MEMORY = "1g";

  /** Quick to start; the same for all JVMs, since an archive of class data fits one collector. */
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
    return context.data().resolve("spark");
  }

  /** SPARK_HOME of the executors: Spark adds its {@code jars} to their class path. */
  Path executorHome() {
    return data().resolve("home");
  }

  /**
   * Shuffled and spilled data; a setting of the environment, because YARN has a place of its own.
   */
  Path localFolder() {
    return data().resolve("local");
  }

  /** Cores for two applications at a time, each with as many as there are. */
  static int workerCores() {
    return 2 * cores();
  }

  private static int cores() {
    return Runtime.getRuntime().availableProcessors();
  }

  void write(Configuration configuration) throws ClusterException {
    StateFiles.folder(data());
    for (String folder : List.of("events", "work", "local")) {
      StateFiles.folder(data().resolve(folder));
    }
    configuration.text("spark-defaults.conf", lines(defaults()));
    configuration.text("log4j2.properties", LOG4J);
    // Spark's scripts read it; without it a driver's web page would listen on every address.
    configuration.text(
        "spark-env.sh",
        "export SPARK_LOCAL_IP="
            + Ports.LOOPBACK
            + "\nexport SPARK_LOCAL_DIRS='"
            + localFolder()
            + "'\n");
  }

  private Map<String, String> defaults() throws ClusterException {
    Map<String, String> settings = new TreeMap<>();
    settings.put("spark.master", "spark://" + context.address(SparkService.MASTER));
    settings.put("spark.master.ui.port", port(SparkService.MASTER_WEB));
    settings.put("spark.worker.ui.port", port(SparkService.WORKER_WEB));
    settings.put("spark.history.ui.port", port(SparkService.HISTORY_WEB));
    settings.put("spark.worker.cleanup.enabled", "true");
    guard(settings);
    keepHistory(settings);
    size(settings);
    runOnYarn(settings);
    return settings;
  }

  /** Nobody but the owner of this file runs code, and only on the loopback address. */
  private void guard(Map<String, String> settings) throws ClusterException {
    settings.put("spark.authenticate", "true");
    settings.put("spark.authenticate.secret", secret());
    settings.put("spark.master.rest.enabled", "false");
    settings.put("spark.master.ui.decommission.allow.mode", "DENY");
    settings.put("spark.ui.killEnabled", "false");
    settings.put("spark.ui.filters", "dev.drydock.cluster.spark.LoopbackFilter");
    settings.put("spark.ui.port", "0");
    settings.put("spark.driver.host", Ports.LOOPBACK);
    settings.put("spark.driver.bindAddress", Ports.LOOPBACK);
    settings.put("spark.executorEnv.SPARK_LOCAL_IP", Ports.LOOPBACK);
    settings.put("spark.yarn.appMasterEnv.SPARK_LOCAL_IP", Ports.LOOPBACK);
  }

  private void keepHistory(Map<String, String> settings) {
    String events = data().resolve("events").toUri().toString();
    settings.put("spark.eventLog.enabled", "true");
    settings.put("spark.eventLog.dir", events);
    settings.put("spark.eventLog.rolling.enabled", "false");
    settings.put("spark.history.fs.logDirectory", events);
    settings.put("spark.history.fs.update.interval", "2s");
  }

  private void size(Map<String, String> settings) throws ClusterException {
    settings.put("spark.cores.max", String.valueOf(cores()));
    settings.put("spark.executor.memory", EXECUTOR_MEMORY);
    // All data is as near as can be, so waiting for a nearer executor only loses time.
    settings.put("spark.locality.wait", "0s");
    settings.put("spark.sql.shuffle.partitions", String.valueOf(2 * cores()));
    String options = JVM_OPTIONS + " -Dlog4j2.configurationFile=" + log4j();
    settings.put("spark.driver.defaultJavaOptions", options);
    settings.put("spark.executor.defaultJavaOptions", options + " " + sharedClasses());
    // An archive fits one class path only: the executors' begins with Drydock's own Spark, which
    // has all the versions of the distribution; the drivers' is the distribution's.
    settings.put("spark.driver.extraClassPath", join(distribution().missing()));
    settings.put(
        "spark.executor.extraClassPath", join(context.installation().classPath(RuntimeName.SPARK)));
  }

  private void runOnYarn(Map<String, String> settings) {
    Path home = distribution().home();
    settings.put("spark.yarn.jars", "local:" + home.resolve("jars") + "/*");
    settings.put("spark.yarn.am.memory", "512m");
    settings.put("spark.yarn.am.extraJavaOptions", JVM_OPTIONS);
    settings.put("spark.yarn.report.interval", "200ms");
    settings.put("spark.yarn.scheduler.heartbeat.interval-ms", "200");
    settings.put("spark.executor.instances", "1");
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

  /** The secret that daemons, drivers and executors share; made once for a cluster's data. */
  private String secret() throws ClusterException {
    Path file = data().resolve("secret");
    if (!Files.exists(file)) {
      byte[] random = new byte[32];
      new SecureRandom().nextBytes(random);
      StateFiles.write(file, HexFormat.of().formatHex(random));
    }
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new ClusterException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  private static String lines(Map<String, String> settings) {
    return settings.entrySet().stream()
        .map(setting -> setting.getKey() + " " + setting.getValue() + "\n")
        .collect(Collectors.joining());
  }
}
