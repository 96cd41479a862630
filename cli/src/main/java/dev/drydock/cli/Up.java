package dev.drydock.cli;

import dev.drydock.cluster.ClusterException;
import dev.drydock.cluster.Installation;
import dev.drydock.cluster.LocalCluster;
import dev.drydock.cluster.LocalCluster.UpOptions;
import dev.drydock.cluster.ServiceName;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "up",
    description = "Starts services; those that run already stay as they are.",
    footer = {
      "",
      "Services: hdfs, yarn, spark, s3, gcs, localstack, spark-yarn. None named: the first four.",
      "",
      "Examples:",
      "  drydock up",
      "  drydock up hdfs yarn --separate --name faults",
      "  drydock up --port hdfs.namenode=9000"
    })
final class Up implements Callable<Integer> {
  static final Set<ServiceName> DEFAULT_SERVICES =
      Set.of(ServiceName.HDFS, ServiceName.YARN, ServiceName.SPARK, ServiceName.S3);

  @Parameters(paramLabel = "SERVICE", description = "What to start.")
  private List<String> services = List.of();

  @Option(
      names = "--separate",
      description = "Each daemon in a process of its own, two DataNodes and two NodeManagers.")
  private boolean separate;

  @Option(names = "--fresh", description = "Without the data of earlier starts.")
  private boolean fresh;

  @Option(
      names = "--port",
      paramLabel = "KEY=N",
      description = "A fixed port instead of a free one, such as hdfs.namenode=9000.")
  private Map<String, Integer> ports = new TreeMap<>();

  @Mixin private ClusterOption option;

  @Override
  public Integer call() throws CommandFailure, ClusterException, InterruptedException {
    LocalCluster cluster = option.cluster();
    Set<ServiceName> wanted = services(services);
    requirePorts();
    try (Progress progress = new Progress()) {
      cluster.up(
          new UpOptions(wanted.isEmpty() ? DEFAULT_SERVICES : wanted, separate, fresh, ports),
          progress::tell);
      UnfinishedRuns.end(Installation.locate(), progress::tell);
    }
    Status.table(cluster.status()).forEach(System.out::println);
    System.out.println();
    System.out.println(
        "Next: eval \"$(" + option.command("env") + ")\" and use hadoop, hdfs, yarn,");
    System.out.println("spark-submit as ever; " + option.command("down") + " ends it all.");
    return 0;
  }

  private void requirePorts() throws CommandFailure {
    Map<Integer, String> keys = new TreeMap<>();
    List<String> known = LocalCluster.portKeys(separate);
    for (Map.Entry<String, Integer> wanted : ports.entrySet()) {
      if (!known.contains(wanted.getKey())) {
        throw CommandFailure.usage(
            "no port is called '" + wanted.getKey() + "': " + Nearest.hint(wanted.getKey(), known));
      }
      if (wanted.getValue() < 1 || wanted.getValue() > 65_535) {
        throw CommandFailure.usage(
            "--port "
                + wanted.getKey()
                + "="
                + wanted.getValue()
                + ": give a number from 1 to 65535");
      }
      String other = keys.put(wanted.getValue(), wanted.getKey());
      if (other != null) {
        throw CommandFailure.usage(
            "--port "
                + wanted.getValue()
                + " is asked for by "
                + other
                + " and "
                + wanted.getKey());
      }
    }
  }

  static Set<ServiceName> services(List<String> labels) throws CommandFailure {
    Set<ServiceName> services = EnumSet.noneOf(ServiceName.class);
    for (String label : labels) {
      services.add(service(label));
    }
    return services;
  }

  static ServiceName service(String label) throws CommandFailure {
    for (ServiceName service : ServiceName.values()) {
      if (service.label().equals(label)) {
        return service;
      }
    }
    List<String> labels = Arrays.stream(ServiceName.values()).map(ServiceName::label).toList();
    throw CommandFailure.usage(
        "no service is called '" + label + "': " + Nearest.hint(label, labels));
  }
}
