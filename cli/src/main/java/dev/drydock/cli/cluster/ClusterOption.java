package dev.drydock.cli.cluster;

import dev.drydock.cluster.ClusterException;
import dev.drydock.cluster.Installation;
import dev.drydock.cluster.LocalCluster;
import picocli.CommandLine.Option;

/** The cluster that a verb works on. */
public final class ClusterOption {
  private static final String DEFAULT_NAME = "default";

  @Option(
      names = "--name",
      paramLabel = "NAME",
      defaultValue = "${env:DRYDOCK_CLUSTER:-" + DEFAULT_NAME + "}",
      description = "The cluster to use, if there are several. Default: ${DEFAULT-VALUE}.")
  private String name = DEFAULT_NAME;

  /** For tools that parse their arguments themselves. */
  public static ClusterOption fromEnvironment() {
    return of(System.getenv().getOrDefault("DRYDOCK_CLUSTER", DEFAULT_NAME));
  }

  static ClusterOption of(String name) {
    ClusterOption option = new ClusterOption();
    option.name = name;
    return option;
  }

  public String name() {
    return name;
  }

  public boolean isDefault() {
    return name.equals(DEFAULT_NAME);
  }

  public LocalCluster cluster() throws ClusterException {
    return LocalCluster.named(Installation.locate(), name);
  }

  /** A drydock command for this cluster, as the user would type it. */
  public String command(String verb) {
    return "./drydock " + verb + (isDefault() ? "" : " --name " + name);
  }
}
