package dev.drydock.cli;

import dev.drydock.cluster.ClusterException;
import dev.drydock.cluster.Installation;
import dev.drydock.cluster.LocalCluster;
import picocli.CommandLine.Option;

/** Which cluster a verb works on. */
final class ClusterOption {
  private static final String DEFAULT_NAME = "default";

  @Option(
      names = "--name",
      paramLabel = "NAME",
      defaultValue = "${env:DRYDOCK_CLUSTER:-" + DEFAULT_NAME + "}",
      description = "Which cluster, if there are several. Default: ${DEFAULT-VALUE}.")
  private String name = DEFAULT_NAME;

  /** For tools whose arguments are not ours to parse. */
  static ClusterOption fromEnvironment() {
    return of(System.getenv().getOrDefault("DRYDOCK_CLUSTER", DEFAULT_NAME));
  }

  static ClusterOption of(String name) {
    ClusterOption option = new ClusterOption();
    option.name = name;
    return option;
  }

  String name() {
    return name;
  }

  boolean isDefault() {
    return name.equals(DEFAULT_NAME);
  }

  LocalCluster cluster() throws ClusterException {
    return LocalCluster.named(Installation.locate(), name);
  }

  /** A drydock command for this cluster, as the user would type it. */
  String command(String verb) {
    return "./drydock " + verb + (isDefault() ? "" : " --name " + name);
  }
}
