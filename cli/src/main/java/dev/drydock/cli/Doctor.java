package dev.drydock.cli;

import dev.drydock.cluster.ClusterException;
import dev.drydock.cluster.Installation;
import dev.drydock.cluster.RuntimeName;
import dev.drydock.cluster.ServiceName;
import java.util.ArrayList;
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
final class Doctor implements Callable<Integer> {
  @Parameters(paramLabel = "SERVICE", description = "Only what these need. Default: all.")
  private List<String> services = List.of();

  @Option(names = "--json", description = "As JSON.")
  private boolean json;

  @Override
  public Integer call() throws CommandFailure, ClusterException, InterruptedException {
    Set<ServiceName> asked = Up.services(services);
    Installation installation = Installation.locate();
    List<Diagnosis> all = new ArrayList<>();
    all.add(built(installation));
    all.addAll(Machine.examine(installation.state()));
    all.addAll(DeadServices.examine(installation));
    if (asked.isEmpty() || asked.contains(ServiceName.SPARK_YARN)) {
      all.addAll(SparkRequirements.examine(installation, asked.contains(ServiceName.SPARK_YARN)));
    }
    if (asked.isEmpty() || asked.contains(ServiceName.LOCALSTACK)) {
      all.add(Python.examine(ServiceName.LOCALSTACK, asked.contains(ServiceName.LOCALSTACK), ""));
    }
    boolean healthy = all.stream().noneMatch(Diagnosis::missing);
    if (json) {
      Map<String, Object> map = new LinkedHashMap<>();
      map.put("healthy", healthy);
      map.put("checks", all.stream().map(Diagnosis::toMap).toList());
      System.out.println(Json.write(map));
    } else {
      all.stream().map(Diagnosis::line).forEach(System.out::println);
    }
    return healthy ? 0 : 1;
  }

  private static Diagnosis built(Installation installation) {
    try {
      for (RuntimeName runtime : RuntimeName.values()) {
        installation.classPath(runtime);
      }
      return Diagnosis.fine("build", "all parts are built in " + installation.home());
    } catch (ClusterException e) {
      return Diagnosis.missing("build", "not all parts are built", e.getMessage());
    }
  }
}
