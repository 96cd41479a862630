package dev.drydock.cluster;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;

/**
 * How {@link LocalCluster#up} starts services.
 *
 * @param services the services to start; what they depend on is started too
 * @param separate whether each daemon has a process of its own, with two workers of each kind
 * @param fresh whether to remove the data of these services, and of those that only they need,
 *     first
 * @param ports the ports that the user wants, by key such as {@code hdfs.namenode}; for all others,
 *     free ports are chosen
 */
public record UpOptions(
    Set<ServiceName> services, boolean separate, boolean fresh, Map<String, Integer> ports) {

  /** The defaults: few processes, data kept, any free ports. */
  public static UpOptions of(ServiceName... services) {
    return of(Set.copyOf(Arrays.asList(services)));
  }

  /** As {@link #of(ServiceName...)}. */
  public static UpOptions of(Set<ServiceName> services) {
    return new UpOptions(services, false, false, Map.of());
  }

  /** The same, but with the data of earlier starts removed. */
  public UpOptions withFreshData() {
    return new UpOptions(services, separate, true, ports);
  }

  /** The same, but with each daemon in a process of its own. */
  public UpOptions withSeparateDaemons() {
    return new UpOptions(services, true, fresh, ports);
  }
}
