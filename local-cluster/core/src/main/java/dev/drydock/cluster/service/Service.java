package dev.drydock.cluster.service;

import dev.drydock.cluster.ClusterException;
import dev.drydock.cluster.Installation;
import dev.drydock.cluster.Requirement;
import dev.drydock.cluster.ServiceName;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What one service adds to a cluster. It starts nothing itself: it says what to start, and the
 * launcher starts it. All methods except {@link #prepare} are called often and change nothing.
 */
public interface Service {
  ServiceName name();

  /** What it is, in a few words for the help. */
  String summary();

  /** Whether {@code up} starts it when it names no service. */
  default boolean startsByDefault() {
    return false;
  }

  /** Services that must be ready before the first step of this one. */
  default Set<ServiceName> dependsOn() {
    return Set.of();
  }

  /** What it needs of the machine besides Java, and what was found. */
  default List<Requirement> requirements(Installation installation) throws InterruptedException {
    return List.of();
  }

  /**
   * Whether this service stores the data at a path that a job reads or writes.
   *
   * @param path with a scheme, such as {@code s3a://bucket/name}
   */
  default boolean stores(String path) {
    return false;
  }

  /** Keys of its ports, such as {@code hdfs.namenode}; the launcher chooses a free one for each. */
  default List<String> portKeys(boolean separate) {
    return List.of();
  }

  /** Makes once what it needs before its first step: downloads, keys, folders. */
  default void prepare(ClusterContext context, Consumer<String> progress)
      throws ClusterException, InterruptedException {}

  /** Whether everything that it downloads is present. */
  default boolean isInstalled(Installation installation) {
    return true;
  }

  /** Adds its files and settings to the configuration of the cluster. */
  default void configure(ClusterContext context, Configuration configuration)
      throws ClusterException {}

  /** What to start, and in which order. */
  default Plan plan(ClusterContext context) throws ClusterException {
    return Plan.NOTHING;
  }

  /** What clients connect to; an empty string if there is nothing. */
  default String endpoint(ClusterContext context) {
    return "";
  }

  /** The address of its web pages; an empty string if it has none. */
  default String webInterface(ClusterContext context) {
    return "";
  }

  /** Environment variables with which the real tools find it while it is up. */
  default Map<String, String> environment(ClusterContext context) throws ClusterException {
    return Map.of();
  }

  /**
   * Processes that its daemons have started and that have outlived them. Called only when none of
   * its daemons is running.
   */
  default Set<ProcessHandle> orphans(ClusterContext context) throws ClusterException {
    return Set.of();
  }
}
