package dev.drydock.cli.services;

import dev.drydock.cli.cluster.ClusterOption;
import dev.drydock.cli.cluster.ServiceLabels;
import dev.drydock.cli.jobs.UnfinishedRuns;
import dev.drydock.cluster.ClusterException;
import dev.drydock.cluster.Installation;
import dev.drydock.cluster.LocalCluster;
import dev.drydock.cluster.ServiceCatalogue;
import dev.drydock.cluster.ServiceName;
import dev.drydock.cluster.UpOptions;
import dev.drydock.terminal.CommandFailure;
import dev.drydock.terminal.Nearest;
import dev.drydock.terminal.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "up",
    description = "Starts services. Those that are already running stay as they are.",
    footer = {
      "",
      "Examples:",
      "  drydock up",
      "  drydock up hdfs yarn --separate --name faults",
      "  drydock up --port hdfs.namenode=9000"
    })
public final class Up implements Callable<Integer> {
  @Parameters(
      paramLabel = "SERVICE",
      completionCandidates = ServiceLabels.class,
      description =
          "The services to start; what they depend on starts too. Default: those marked *.")
  private List<String> labels = List.of();

  @Option(
      names = "--separate",
      description = "Runs each daemon in its own process, with two DataNodes and two NodeManagers.")
  private boolean separate;

  @Option(
      names = "--fresh",
      description = "First removes the data of these services and of those that only they need.")
  private boolean fresh;

  @Option(
      names = "--port",
      paramLabel = "KEY=N",
      description = "A fixed port instead of a free one, such as hdfs.namenode=9000.")
  private Map<String, Integer> ports = new TreeMap<>();

  @Mixin private ClusterOption option;

  /** Lists the services in the help, before the examples. */
  @Spec
  void describe(CommandSpec spec) {
    List<String> footer = new ArrayList<>(List.of("", "Services:"));
    Set<ServiceName> byDefault = ServiceCatalogue.startedByDefault();
    for (ServiceName service : ServiceName.values()) {
      footer.add(
          String.format(
              "  %s %-11s %s",
              byDefault.contains(service) ? "*" : " ",
              service.label(),
              ServiceCatalogue.summary(service)));
    }
    footer.addAll(List.of(spec.usageMessage().footer()));
    spec.usageMessage().footer(footer.toArray(String[]::new));
  }

  @Override
  public Integer call() throws CommandFailure, ClusterException, InterruptedException {
    LocalCluster cluster = option.cluster();
    Set<ServiceName> wanted =
        labels.isEmpty() ? ServiceCatalogue.startedByDefault() : ServiceLabels.parse(labels);
    requirePorts(wanted);
    try (Progress progress = new Progress()) {
      cluster.up(new UpOptions(wanted, separate, fresh, ports), progress::tell);
      UnfinishedRuns.end(Installation.locate(), progress::tell);
    }
    Status.table(cluster.status()).forEach(System.out::println);
    System.out.println();
    System.out.println(
        "Next: eval \"$(" + option.command("env") + ")\" and use the services' own tools;");
    System.out.println(option.command("down") + " ends the cluster.");
    return 0;
  }

  private void requirePorts(Set<ServiceName> wanted) throws CommandFailure {
    Map<Integer, String> keys = new TreeMap<>();
    List<String> known =
        ServiceCatalogue.portKeys(ServiceCatalogue.withDependencies(wanted), separate);
    for (Map.Entry<String, Integer> port : ports.entrySet()) {
      if (!known.contains(port.getKey())) {
        throw CommandFailure.usage(
            "no port of these services is called '"
                + port.getKey()
                + "': "
                + Nearest.hint(port.getKey(), known));
      }
      if (port.getValue() < 1 || port.getValue() > 65_535) {
        throw CommandFailure.usage(
            "--port " + port.getKey() + "=" + port.getValue() + ": give a number from 1 to 65535");
      }
      String other = keys.put(port.getValue(), port.getKey());
      if (other != null) {
        throw CommandFailure.usage(
            "--port " + port.getValue() + " is given for both " + other + " and " + port.getKey());
      }
    }
  }
}
