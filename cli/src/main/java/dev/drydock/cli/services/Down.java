package dev.drydock.cli.services;

import dev.drydock.cli.cluster.ClusterOption;
import dev.drydock.cli.cluster.ServiceLabels;
import dev.drydock.cli.jobs.UnfinishedRuns;
import dev.drydock.cluster.ClusterException;
import dev.drydock.cluster.Installation;
import dev.drydock.cluster.LocalCluster;
import dev.drydock.cluster.ServiceName;
import dev.drydock.terminal.CommandFailure;
import dev.drydock.terminal.Nearest;
import dev.drydock.terminal.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "down",
    description = "Ends a cluster, or only some of its services. The data stays.",
    footer = {"", "Examples:", "  drydock down", "  drydock down s3 gcs", "  drydock down --all"})
public final class Down implements Callable<Integer> {
  @Parameters(
      paramLabel = "SERVICE",
      completionCandidates = ServiceLabels.class,
      description = "The services to end. Default: all of them.")
  private List<String> labels = List.of();

  @Option(names = "--all", description = "Ends every cluster of this checkout.")
  private boolean all;

  @Mixin private ClusterOption option;

  @Override
  public Integer call() throws CommandFailure, ClusterException, InterruptedException {
    Set<ServiceName> named = ServiceLabels.parse(labels);
    try (Progress progress = new Progress()) {
      Installation installation = Installation.locate();
      UnfinishedRuns.end(installation, progress::tell);
      for (String name : all ? names(installation) : List.of(option.name())) {
        LocalCluster cluster = LocalCluster.named(installation, name);
        // It is no failure if nothing is running, but a mistyped name must not look like success.
        if (!cluster.exists() && !option.isDefault()) {
          System.err.println("drydock: " + unknown(installation, name));
        }
        if (named.isEmpty()) {
          cluster.down(progress::tell);
        } else {
          cluster.down(named, progress::tell);
        }
      }
    }
    return 0;
  }

  /** Says that no cluster has that name, and which one the user may have meant. */
  static String unknown(Installation installation, String name) throws CommandFailure {
    List<String> names = names(installation);
    return "no cluster is called '"
        + name
        + "'"
        + (names.isEmpty() ? ", and there is no other" : ": " + Nearest.hint(name, names));
  }

  /** The clusters that have been started in this checkout, running or not. */
  static List<String> names(Installation installation) throws CommandFailure {
    Path clusters = installation.state().resolve("clusters");
    if (!Files.isDirectory(clusters)) {
      return List.of();
    }
    try (Stream<Path> folders = Files.list(clusters)) {
      return folders
          .filter(Files::isDirectory)
          .map(folder -> folder.getFileName().toString())
          .sorted()
          .toList();
    } catch (IOException e) {
      throw CommandFailure.failed("cannot read " + clusters + ": " + e.getMessage(), e);
    }
  }
}
