package dev.drydock.cli.jobs;

import dev.drydock.cli.cluster.ClusterOption;
import dev.drydock.cluster.ClusterException;
import dev.drydock.cluster.Installation;
import dev.drydock.cluster.LocalCluster;
import dev.drydock.cluster.ServiceCatalogue;
import dev.drydock.cluster.ServiceName;
import dev.drydock.cluster.ServiceStatus;
import dev.drydock.cluster.UpOptions;
import dev.drydock.terminal.CommandFailure;
import dev.drydock.terminal.Progress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "demo",
    description = "Counts the words of real text on every engine and compares the results.",
    footer = {
      "",
      "Without FILES, counts the legal texts of this JDK. Ends the cluster unless it was already up.",
      "",
      "Examples:",
      "  drydock demo",
      "  drydock demo --keep book.txt"
    })
public final class Demo implements Callable<Integer> {
  @Parameters(paramLabel = "FILES", description = "The text to count.")
  private List<Path> texts = List.of();

  @Option(names = "--keep", description = "Leaves the cluster up.")
  private boolean keep;

  @Option(names = "--json", description = "Prints the table as JSON.")
  private boolean json;

  @Mixin private ClusterOption option;

  @Override
  public Integer call() throws CommandFailure, ClusterException, InterruptedException {
    for (Path text : texts) {
      if (!Files.isReadable(text) || Files.isDirectory(text)) {
        throw CommandFailure.failed(text + " is not a file that can be read");
      }
    }
    Installation installation = Installation.locate();
    LocalCluster cluster = option.cluster();
    boolean wasUp =
        cluster.status().stream()
            .anyMatch(
                service ->
                    service.state() != ServiceStatus.State.STOPPED
                        && service.state() != ServiceStatus.State.INSTALLED);
    try (Progress progress = new Progress()) {
      try {
        boolean sparkOnYarn = start(cluster, progress);
        DemoRuns runs = new DemoRuns(installation, cluster, option, progress, json);
        boolean agree = runs.all(texts, sparkOnYarn);
        if (!json) {
          conclude(cluster, wasUp || keep);
        }
        return agree ? 0 : 1;
      } finally {
        if (!keep && !wasUp) {
          end(cluster, progress);
        }
      }
    }
  }

  /** Returns whether Spark on YARN is up too. */
  private boolean start(LocalCluster cluster, Progress progress)
      throws CommandFailure, ClusterException, InterruptedException {
    Set<ServiceName> services = EnumSet.copyOf(ServiceCatalogue.startedByDefault());
    boolean required = Boolean.parseBoolean(System.getenv("CI"));
    boolean sparkOnYarn =
        required || ServiceCatalogue.isInstalled(ServiceName.SPARK_YARN, Installation.locate());
    if (sparkOnYarn) {
      services.add(ServiceName.SPARK_YARN);
    } else {
      System.err.println(
          "Skipping Spark on YARN, which needs a Spark distribution: '"
              + option.command("up spark-yarn")
              + "' installs one (450 MB, once).");
    }
    cluster.up(UpOptions.of(services), progress::tell);
    UnfinishedRuns.end(Installation.locate(), progress::tell);
    progress.clear();
    return sparkOnYarn;
  }

  private void conclude(LocalCluster cluster, boolean staysUp) throws ClusterException {
    System.out.println();
    System.out.println(
        staysUp
            ? "The web pages of the cluster, which stays up:"
            : "The web pages of the cluster, which ends now (./drydock demo --keep leaves it up):");
    for (ServiceStatus service : cluster.status()) {
      if (!service.webInterface().isEmpty()) {
        System.out.printf("  %-6s %s%n", service.service().label(), service.webInterface());
      }
    }
    System.out.println();
    System.out.println("Try next:");
    System.out.println("  ./drydock up");
    System.out.println(
        "  ./drydock run topwords --on spark README.md /tmp/top && cat /tmp/top/part*");
    System.out.println("  eval \"$(./drydock env)\" && hadoop fs -ls hdfs:///");
  }

  private static void end(LocalCluster cluster, Progress progress)
      throws ClusterException, InterruptedException {
    boolean interrupted = Thread.interrupted();
    try {
      cluster.down(progress::tell);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
