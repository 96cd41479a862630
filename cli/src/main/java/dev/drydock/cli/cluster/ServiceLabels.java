package dev.drydock.cli.cluster;

import dev.drydock.cluster.ServiceName;
import dev.drydock.terminal.CommandFailure;
import dev.drydock.terminal.Nearest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The names of services as users type them, for help and completion. */
public final class ServiceLabels extends ArrayList<String> {
  private static final long serialVersionUID = 1L;

  /** Called by picocli. */
  public ServiceLabels() {
    super(all());
  }

  private static List<String> all() {
    return Arrays.stream(ServiceName.values()).map(ServiceName::label).toList();
  }

  /** The services with these names. */
  public static Set<ServiceName> parse(Collection<String> labels) throws CommandFailure {
    Set<ServiceName> services = EnumSet.noneOf(ServiceName.class);
    for (String label : labels) {
      services.add(parse(label));
    }
    return services;
  }

  private static ServiceName parse(String label) throws CommandFailure {
    for (ServiceName service : ServiceName.values()) {
      if (service.label().equals(label)) {
        return service;
      }
    }
    throw CommandFailure.usage(
        "no service is called '" + label + "': " + Nearest.hint(label, all()));
  }
}
