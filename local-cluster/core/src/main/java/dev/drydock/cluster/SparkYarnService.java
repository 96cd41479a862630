package dev.drydock.cluster;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Spark on the local YARN: a distribution to submit with, and no process of its own. */
final class SparkYarnService implements Service {
  @Override
  public ServiceName name() {
    return ServiceName.SPARK_YARN;
  }

  @Override
  public Set<ServiceName> dependsOn() {
    return Set.of(ServiceName.HDFS, ServiceName.YARN);
  }

  @Override
  public List<String> portKeys(boolean separate) {
    return List.of();
  }

  @Override
  public List<Role> roles(ClusterContext context) {
    return List.of();
  }

  /** Spark's configuration, YARN's part of it included, is written by {@link SparkService}. */
  @Override
  public void configure(ClusterContext context, Configuration configuration) {}

  @Override
  public void prepare(ClusterContext context, Consumer<String> progress)
      throws ClusterException, InterruptedException {
    SparkDistribution.of(context.installation()).prepare(progress);
  }

  @Override
  public boolean prepared(ClusterContext context) {
    return SparkDistribution.of(context.installation()).exists();
  }

  @Override
  public Map<String, String> environment(ClusterContext context) {
    SparkDistribution distribution = SparkDistribution.of(context.installation());
    return distribution.exists() ? Map.of("SPARK_HOME", distribution.home().toString()) : Map.of();
  }

  @Override
  public String endpoint(ClusterContext context) {
    return "";
  }

  @Override
  public String webInterface(ClusterContext context) {
    return "";
  }
}
