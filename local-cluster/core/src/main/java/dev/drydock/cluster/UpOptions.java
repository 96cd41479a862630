package dev.drydock.cluster;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;

/**
 * How {@link LocalCluster#up} starts services.
 *
 * @param services which ones; what they depend on is started too
 * @param separate each daemon in a process of its own, with two of each kind of worker
 * @param fresh without the data that these services, and those only they need, have kept
 * @param ports wanted by key, such as {@code hdfs.namenode}; all others are chosen free
 */
public record UpOptions(
    Set<ServiceName> services, boolean separate, boolean fresh, Map<String, Integer> ports) {

  /** The services as they are by default: few processes, data kept, any free ports. */
  public static UpOptions of(ServiceName... services) {
    return of(Set.copyOf(Arrays.asList(services)));
  }

  /** As {@link #of(ServiceName...)}. */
  public static UpOptions of(Set<ServiceName> services) {
    return new UpOptions(services, false, false, Map.of());
  }

  /** The same without the data of earlier starts. */
  public UpOptions withFreshData() {
    return new UpOptions(services, separate, true, ports);
  }

  /** The same with each daemon in a process of its own. */
  public UpOptions withSeparateDaemons() {
    return new UpOptions(services, true, fresh, ports);
  }
}
