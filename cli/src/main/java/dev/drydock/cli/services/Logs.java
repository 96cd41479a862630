package dev.drydock.cli.services;

import dev.drydock.cli.cluster.ClusterOption;
import dev.drydock.cli.cluster.ServiceLabels;
import dev.drydock.cluster.ClusterException;
import dev.drydock.cluster.LocalCluster;
import dev.drydock.cluster.ServiceName;
import dev.drydock.terminal.CommandFailure;
import dev.drydock.terminal.Terminal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "logs",
    description = "Shows the logs of the services.",
    footer = {"", "Example:", "  drydock logs yarn --follow"})
public final class Logs implements Callable<Integer> {
  private static final int POLL_MILLISECONDS = 200;

  @Parameters(
      paramLabel = "SERVICE",
      completionCandidates = ServiceLabels.class,
      description = "Shows only these: ${COMPLETION-CANDIDATES}.")
  private List<String> labels = List.of();

  @Option(
      names = {"-f", "--follow"},
      description = "Shows new lines as they are added, until Ctrl-C.")
  private boolean follow;

  @Mixin private ClusterOption option;

  @Override
  public Integer call() throws CommandFailure, ClusterException, InterruptedException {
    LocalCluster cluster = option.cluster();
    Set<Path> logs = new LinkedHashSet<>();
    Set<ServiceName> wanted = ServiceLabels.parse(labels);
    for (ServiceName name : wanted.isEmpty() ? EnumSet.allOf(ServiceName.class) : wanted) {
      logs.addAll(cluster.logs(name));
    }
    logs.removeIf(log -> !Files.isRegularFile(log));
    if (logs.isEmpty()) {
      throw CommandFailure.failed("no logs yet: start it with " + option.command("up"));
    }
    Map<Path, Long> shown = new HashMap<>();
    try {
      do {
        for (Path log : logs) {
          show(log, shown, logs.size() > 1);
        }
        System.out.flush();
        if (follow) {
          Thread.sleep(POLL_MILLISECONDS);
        }
      } while (follow && !System.out.checkError());
    } catch (IOException e) {
      throw CommandFailure.failed("cannot read the logs: " + e.getMessage(), e);
    }
    return 0;
  }

  /**
   * Copies what has been added since the last call, below the file's name if there are several
   * files.
   */
  private static void show(Path log, Map<Path, Long> shown, boolean named) throws IOException {
    long from = shown.getOrDefault(log, 0L);
    try (FileChannel channel = FileChannel.open(log, StandardOpenOption.READ)) {
      if (channel.size() <= from) {
        return;
      }
      if (named) {
        System.out.println(Terminal.bold("==> " + log + " <=="));
      }
      channel.position(from);
      try (InputStream in = Channels.newInputStream(channel)) {
        long copied = in.transferTo(System.out);
        shown.put(log, from + copied);
      }
    }
  }
}
