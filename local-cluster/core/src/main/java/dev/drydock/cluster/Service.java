package dev.drydock.cluster;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What one service brings to a cluster. It starts nothing itself: the cluster starts the processes
 * its roles need, roles of one program in one process or each alone, so that both layouts are
 * described once.
 */
interface Service {
  ServiceName name();

  /** Started with it and before it. */
  default Set<ServiceName> dependsOn() {
    return Set.of();
  }

  /** Keys of its ports, such as {@code hdfs.namenode}; the cluster chooses a free one for each. */
  List<String> portKeys(boolean separate);

  /** Its daemons in the order of their start; none if the service is only a thing to have. */
  List<Role> roles(ClusterContext context) throws ClusterException;

  /** Adds its part to the configuration, which is always written for all services. */
  void configure(ClusterContext context, Configuration configuration) throws ClusterException;

  /** What clients connect to, or an empty string. */
  String endpoint(ClusterContext context);

  /** The address of its web pages, or an empty string. */
  String webInterface(ClusterContext context);

  /** Variables that make the real tools find it. */
  default Map<String, String> environment(ClusterContext context) throws ClusterException {
    return Map.of();
  }

  /** Makes, once, what the service needs before its processes start (downloads, data folders). */
  default void prepare(ClusterContext context, Consumer<String> progress)
      throws ClusterException, InterruptedException {}

  /** Whether {@link #prepare} has been done; asked for services without roles. */
  default boolean prepared(ClusterContext context) {
    return true;
  }

  static Service of(ServiceName name) {
    return switch (name) {
      case HDFS -> new HdfsService();
      case YARN -> new YarnService();
      case SPARK -> new SparkService();
      case S3 -> new S3Service();
      case GCS -> new GcsService();
      case LOCALSTACK -> new LocalStackService();
      case SPARK_YARN -> new SparkYarnService();
    };
  }
}
