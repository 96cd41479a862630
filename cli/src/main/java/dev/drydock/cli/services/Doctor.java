package dev.drydock.cli.services;

import dev.drydock.cli.cluster.ServiceLabels;
import dev.drydock.cluster.ClusterException;
import dev.drydock.cluster.Installation;
import dev.drydock.cluster.Requirement;
import dev.drydock.cluster.RuntimeName;
import dev.drydock.cluster.ServiceCatalogue;
import dev.drydock.cluster.ServiceName;
import dev.drydock.terminal.CommandFailure;
import dev.drydock.terminal.Json;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "doctor",
    description = "Says what is missing on this machine and what to do about it.",
    footer = {
      "",
      "Exit code 1 if something is missing that is needed.",
      "",
      "Examples:",
      "  drydock doctor",
      "  drydock doctor spark-yarn"
    })
public final class Doctor implements Callable<Integer> {
  @Parameters(
      paramLabel = "SERVICE",
      completionCandidates = ServiceLabels.class,
      description = "Checks only what these services need. Default: all.")
  private List<String> labels = List.of();

  @Option(names = "--json", description = "Prints JSON.")
  private boolean json;

  @Override
  public Integer call() throws CommandFailure, ClusterException, InterruptedException {
    Set<ServiceName> asked = ServiceLabels.parse(labels);
    Installation installation = Installation.locate();
    List<Finding> all = new ArrayList<>();
    all.add(built(installation));
    all.addAll(Machine.examine(installation.state()));
    all.addAll(DeadServices.examine(installation));
    for (ServiceName service : asked.isEmpty() ? EnumSet.allOf(ServiceName.class) : asked) {
      for (Requirement requirement : ServiceCatalogue.requirements(service, installation)) {
        all.add(Finding.of(requirement, asked.contains(service)));
      }
    }
    boolean healthy = all.stream().noneMatch(Finding::missing);
    if (json) {
      Map<String, Object> map = new LinkedHashMap<>();
      map.put("healthy", healthy);
      map.put("checks", all.stream().map(Finding::toMap).toList());
      System.out.println(Json.write(map));
    } else {
      all.stream().map(Finding::line).forEach(System.out::println);
    }
    return healthy ? 0 : 1;
  }

  private static Finding built(Installation installation) {
    try {
      for (RuntimeName runtime : RuntimeName.values()) {
        installation.classPath(runtime);
      }
      return Finding.fine("build", "all parts are built in " + installation.home());
    } catch (ClusterException e) {
      return Finding.missing("build", "not all parts are built", e.getMessage());
    }
  }
}
