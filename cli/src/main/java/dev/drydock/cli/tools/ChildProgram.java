package dev.drydock.cli.tools;

import dev.drydock.cli.cluster.ClusterOption;
import dev.drydock.cluster.ClusterException;
import dev.drydock.cluster.Installation;
import dev.drydock.cluster.Jvm;
import dev.drydock.cluster.LocalCluster;
import dev.drydock.cluster.RuntimeName;
import dev.drydock.cluster.ServiceCatalogue;
import dev.drydock.cluster.ServiceName;
import dev.drydock.terminal.CommandFailure;
import dev.drydock.terminal.Progress;
import dev.drydock.terminal.Terminal;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A program that a verb starts in a JVM of its own, with the standard streams of the command.
 *
 * @param runtime its class path
 * @param services the services of the cluster whose environment variables it gets. With each
 *     service stand the variables of the user's own settings: if any of these is set, the program
 *     uses them instead of the service
 */
record ChildProgram(
    String name,
    String summary,
    RuntimeName runtime,
    String mainClass,
    Map<ServiceName, Set<String>> services) {
  private static final int HEAP_MEGABYTES = 256;

  /** Runs it and returns its exit code. */
  int run(List<String> arguments, ClusterOption option)
      throws CommandFailure, ClusterException, InterruptedException {
    LocalCluster cluster = option.cluster();
    Set<ServiceName> ours = services(System.getenv());
    if (!arguments.contains("--help")) {
      for (String argument : arguments) {
        requireUp(argument, ours, cluster, option);
      }
    }
    Installation installation = Installation.locate();
    try (Progress progress = new Progress()) {
      // Without a terminal, another program may read the output.
      Jvm.shareClasses(installation, runtime, Terminal.errors() ? progress::tell : line -> {});
    }
    Jvm jvm =
        Jvm.of(installation, runtime, mainClass)
            .heap(HEAP_MEGABYTES)
            .property("drydock.home", installation.home())
            .property("drydock.state", installation.state())
            .property("drydock.starter", ProcessHandle.current().pid())
            .property(Terminal.PROPERTY, Terminal.descriptors());
    return Inheritance.run(
        jvm.arguments(arguments).command(),
        environment(cluster.environment(ours), System.getenv()));
  }

  /** The services for which the user has no settings of their own. */
  Set<ServiceName> services(Map<String, String> user) {
    Set<ServiceName> ours = EnumSet.noneOf(ServiceName.class);
    services.forEach(
        (service, own) -> {
          if (own.stream().allMatch(variable -> user.getOrDefault(variable, "").isBlank())) {
            ours.add(service);
          }
        });
    return ours;
  }

  /** Variables that the user has set keep their values. */
  static Map<String, String> environment(Map<String, String> cluster, Map<String, String> user) {
    Map<String, String> variables = new HashMap<>(cluster);
    variables.keySet().removeAll(user.keySet());
    return variables;
  }

  private static void requireUp(
      String argument, Set<ServiceName> ours, LocalCluster cluster, ClusterOption option)
      throws CommandFailure, ClusterException {
    Optional<ServiceName> service = ServiceCatalogue.storing(argument);
    if (service.isPresent() && ours.contains(service.get()) && !cluster.isUp(service.get())) {
      throw CommandFailure.failed(
          argument
              + ": "
              + service.get().label()
              + " is not up: "
              + option.command("up " + service.get().label()));
    }
  }
}
