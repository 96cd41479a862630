package dev.drydock.cli.jobs;

import dev.drydock.cli.tools.HadoopTool;
import dev.drydock.cluster.ClusterException;
import dev.drydock.cluster.Installation;
import dev.drydock.cluster.LocalCluster;
import dev.drydock.terminal.CommandFailure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Applications on the cluster's YARN whose client is gone. */
final class YarnApplications {
  private static final int SECONDS_TO_END = 30;

  private YarnApplications() {}

  /** Ends them as {@code yarn application -kill} does. It is no error if one has already ended. */
  static void kill(Installation installation, LocalCluster cluster, Collection<String> applications)
      throws CommandFailure, ClusterException, InterruptedException {
    if (applications.isEmpty()) {
      return;
    }
    List<String> arguments = new ArrayList<>(List.of("application", "-kill"));
    arguments.addAll(applications);
    ProcessBuilder builder =
        new ProcessBuilder(
                HadoopTool.jvm(
                        installation, cluster, "org.apache.hadoop.yarn.client.cli.ApplicationCLI")
                    .heap(128)
                    .arguments(arguments)
                    .command())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().putAll(cluster.environment());
    try {
      Process process = builder.start();
      if (!process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      throw CommandFailure.failed("cannot end " + applications + ": " + e.getMessage(), e);
    }
  }
}
