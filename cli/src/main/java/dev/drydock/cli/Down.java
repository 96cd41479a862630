package dev.drydock.cli;

import dev.drydock.cluster.ClusterException;
import dev.drydock.cluster.Installation;
import dev.drydock.cluster.LocalCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "down",
    description = "Ends a cluster and whatever is left of it; its data stays.",
    footer = {"", "Examples:", "  drydock down", "  drydock down --all"})
final class Down implements Callable<Integer> {
  @Option(names = "--all", description = "Every cluster of this checkout.")
  private boolean all;

  @Mixin private ClusterOption option;

  @Override
  public Integer call() throws CommandFailure, ClusterException, InterruptedException {
    try (Progress progress = new Progress()) {
      Installation installation = Installation.locate();
      UnfinishedRuns.end(installation, progress::tell);
      for (String name : all ? names(installation) : List.of(option.name())) {
        LocalCluster.named(installation, name).down(progress::tell);
      }
    }
    return 0;
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
