package dev.drydock.cluster;

import dev.drydock.cluster.service.Service;
import dev.drydock.cluster.services.Services;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What is known about services before any of them is started. */
public final class ServiceCatalogue {
  private ServiceCatalogue() {}

  /** What a service is, in a few words. */
  public static String summary(ServiceName service) {
    return Services.of(service).summary();
  }

  /** The services that {@code up} starts when none is named. */
  public static Set<ServiceName> startedByDefault() {
    Set<ServiceName> services = EnumSet.noneOf(ServiceName.class);
    Arrays.stream(ServiceName.values())
        .filter(name -> Services.of(name).startsByDefault())
        .forEach(services::add);
    return services;
  }

  /** These services and all that they depend on. */
  public static Set<ServiceName> withDependencies(Collection<ServiceName> services) {
    Set<ServiceName> all = EnumSet.noneOf(ServiceName.class);
    for (ServiceName service : services) {
      all.add(service);
      all.addAll(withDependencies(Services.of(service).dependsOn()));
    }
    return all;
  }

  /** The keys by which a user can choose ports, such as {@code hdfs.namenode}. */
  public static List<String> portKeys(Set<ServiceName> services, boolean separate) {
    return services.stream()
        .map(Services::of)
        .flatMap(service -> service.portKeys(separate).stream())
        .toList();
  }

  /** The service of the cluster that keeps what a path with a scheme names, if there is one. */
  public static Optional<ServiceName> storing(String path) {
    return Arrays.stream(ServiceName.values())
        .map(Services::of)
        .filter(service -> service.stores(path))
        .map(Service::name)
        .findFirst();
  }

  /** Whether a service already has what it downloads at its first start. */
  public static boolean isInstalled(ServiceName service, Installation installation) {
    return Services.of(service).isInstalled(installation);
  }

  /** What a service needs of this machine besides Java. */
  public static List<Requirement> requirements(ServiceName service, Installation installation)
      throws InterruptedException {
    return Services.of(service).requirements(installation);
  }
}
