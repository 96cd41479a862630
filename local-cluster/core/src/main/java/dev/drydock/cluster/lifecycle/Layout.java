package dev.drydock.cluster.lifecycle;

import dev.drydock.cluster.ClusterException;
import dev.drydock.cluster.ServiceName;
import dev.drydock.cluster.state.StateFiles;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a cluster consists of.
 *
 * @param separate whether each daemon has a process of its own
 * @param named the services that the user has named and that have not been ended since
 * @param up these and what they depend on
 * @param known all that were ever up
 */
record Layout(
    boolean separate, Set<ServiceName> named, Set<ServiceName> up, Set<ServiceName> known) {

  /** The layout as the file has it; before the first start, nothing is up. */
  static Layout read(Path file) throws ClusterException {
    Properties properties = StateFiles.properties(file);
    return new Layout(
        Boolean.parseBoolean(properties.getProperty("separate")),
        services(properties.getProperty("named", "")),
        services(properties.getProperty("up", "")),
        services(properties.getProperty("known", "")));
  }

  void write(Path file) throws ClusterException {
    Properties properties = new Properties();
    properties.setProperty("separate", String.valueOf(separate));
    properties.setProperty("named", labels(named));
    properties.setProperty("up", labels(up));
    properties.setProperty("known", labels(known));
    StateFiles.write(file, properties);
  }

  /** The layout with these services down. */
  Layout without(Set<ServiceName> services) {
    Set<ServiceName> stillNamed = EnumSet.copyOf(EnumSet.complementOf(EnumSet.copyOf(services)));
    Set<ServiceName> stillUp = EnumSet.copyOf(stillNamed);
    stillNamed.retainAll(named);
    stillUp.retainAll(up);
    return new Layout(separate, stillNamed, stillUp, known);
  }

  private static String labels(Set<ServiceName> services) {
    return services.stream().map(ServiceName::label).collect(Collectors.joining(" "));
  }

  /** Ignores services that only another version of Drydock has. */
  private static Set<ServiceName> services(String labels) {
    Collection<String> wanted = Arrays.asList(labels.split(" ", -1));
    Set<ServiceName> services = EnumSet.noneOf(ServiceName.class);
    for (ServiceName service : ServiceName.values()) {
      if (wanted.contains(service.label())) {
        services.add(service);
      }
    }
    return services;
  }
}
