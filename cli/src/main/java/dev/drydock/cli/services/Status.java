package dev.drydock.cli.services;

import dev.drydock.cli.cluster.ClusterOption;
import dev.drydock.cli.jobs.UnfinishedRuns;
import dev.drydock.cluster.ClusterException;
import dev.drydock.cluster.Installation;
import dev.drydock.cluster.ServiceStatus;
import dev.drydock.terminal.CommandFailure;
import dev.drydock.terminal.Json;
import dev.drydock.terminal.Sizes;
import dev.drydock.terminal.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "status",
    description = "Shows the services: state, addresses, memory, uptime.",
    footer = {"", "Example:", "  drydock status --json"})
public final class Status implements Callable<Integer> {
  @Option(names = "--json", description = "Prints JSON.")
  private boolean json;

  @Mixin private ClusterOption option;

  @Override
  public Integer call() throws CommandFailure, ClusterException, InterruptedException {
    Installation installation = Installation.locate();
    UnfinishedRuns.end(installation, System.err::println);
    // Before its first start, the default cluster has no services.
    if (!option.cluster().exists() && !option.isDefault()) {
      throw CommandFailure.failed(Down.unknown(installation, option.name()));
    }
    List<ServiceStatus> services = option.cluster().status();
    if (json) {
      System.out.println(Json.write(report(services)));
    } else if (services.isEmpty()) {
      System.out.println("No service has been started: " + option.command("up"));
    } else {
      table(services).forEach(System.out::println);
    }
    return 0;
  }

  private Map<String, Object> report(List<ServiceStatus> services) {
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("cluster", option.name());
    report.put("services", services.stream().map(Status::map).toList());
    return report;
  }

  static List<String> table(List<ServiceStatus> services) {
    List<List<String>> rows = new ArrayList<>();
    for (ServiceStatus service : services) {
      boolean alive = service.residentBytes() > 0;
      rows.add(
          List.of(
              service.service().label(),
              state(service),
              service.endpoint(),
              service.webInterface(),
              alive ? Sizes.bytes(service.residentBytes()) : "",
              alive ? Sizes.uptime(service.uptime()) : ""));
    }
    return Table.lines(List.of("service", "state", "endpoint", "web UI", "memory", "uptime"), rows);
  }

  /** The state, with the names of the dead processes if others are alive. */
  private static String state(ServiceStatus service) {
    String state = service.state().name().toLowerCase(Locale.ROOT);
    return service.dead().isEmpty() || service.residentBytes() == 0
        ? state
        : state + " (" + String.join(", ", service.dead()) + ")";
  }

  private static Map<String, Object> map(ServiceStatus service) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("service", service.service().label());
    map.put("state", service.state().name().toLowerCase(Locale.ROOT));
    map.put("deadProcesses", service.dead());
    map.put("endpoint", service.endpoint());
    map.put("webInterface", service.webInterface());
    map.put("residentBytes", service.residentBytes());
    map.put("uptimeSeconds", service.uptime().toSeconds());
    return map;
  }
}
