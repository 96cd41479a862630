package dev.drydock.cli.jobs;

import dev.drydock.cli.cluster.ClusterOption;
import dev.drydock.cli.cluster.RequiredServices;
import dev.drydock.cluster.ClusterException;
import dev.drydock.cluster.Installation;
import dev.drydock.cluster.LocalCluster;
import dev.drydock.cluster.MeasuredProcess;
import dev.drydock.cluster.ServiceCatalogue;
import dev.drydock.cluster.ServiceName;
import dev.drydock.terminal.CommandFailure;
import dev.drydock.terminal.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Runs one job: checks its input and output, lets the engine write next to the output, and renames
 * the result to the output once it is complete.
 */
final class JobRun {
  private static final int POLL_MILLISECONDS = 100;

  /** Containers of a job end a moment after its client; only then is their CPU time counted. */
  private static final Duration CONTAINERS_END = Duration.ofSeconds(8);

  private final Installation installation;
  private final LocalCluster cluster;
  private final ClusterOption option;
  private final RemoteFiles files;

  JobRun(Installation installation, LocalCluster cluster, ClusterOption option, RemoteFiles files) {
    this.installation = installation;
    this.cluster = cluster;
    this.option = option;
    this.files = files;
  }

  /**
   * @param log of the engine's client
   * @param notes gets what the job reported about its input
   * @throws CommandFailure with the probable cause, if the engine failed
   */
  RunResult run(RunRequest request, Path log, Progress progress, Consumer<String> notes)
      throws CommandFailure, ClusterException, InterruptedException {
    requireServices(request);
    files.start();
    RemoteFiles.Checked checked =
        files.check(request.input(), request.output(), request.overwrite());
    UnfinishedRuns.note(log, option.name(), checked.staging());
    boolean published = false;
    try {
      EngineCommand command =
          EngineCommand.of(installation, cluster, request.to(checked.staging()), checked.bytes());
      double clusterCpuBefore = cluster.cpuSeconds();
      long start = System.nanoTime();
      Execution execution = execute(command, request, log, progress);
      double wallSeconds = (System.nanoTime() - start) / 1e9;
      if (execution.exitCode != 0) {
        throw CommandFailure.failed(
            FailureReport.read(request, log, execution.log, cluster).text());
      }
      RunNotes reported = RunNotes.of(log, execution.log, cluster);
      reported.notes().forEach(notes);
      files.publish(checked.staging(), request.output());
      published = true;
      RemoteFiles.Summary summary = files.summarize(request.output(), request.program().result());
      return new RunResult(
          request.engine(),
          request.input(),
          request.output(),
          wallSeconds,
          cpuSeconds(execution, clusterCpuBefore),
          summary,
          reported.counters());
    } finally {
      if (!published) {
        discard(checked.staging());
      }
      UnfinishedRuns.forget(log);
    }
  }

  /** How the child ended. */
  private record Execution(int exitCode, OptionalDouble cpuSeconds, EngineLog log) {}

  private Execution execute(EngineCommand command, RunRequest request, Path log, Progress progress)
      throws CommandFailure, ClusterException, InterruptedException {
    EngineLog engineLog = new EngineLog(log);
    boolean ended = false;
    try (MeasuredProcess process =
        new MeasuredProcess(command.command(), command.environment(), log)) {
      while (!process.waitFor(POLL_MILLISECONDS)) {
        read(engineLog);
        progress.update(
            request.program().name() + " on " + request.engine() + ": " + engineLog.progress());
      }
      ended = true;
      read(engineLog);
      return new Execution(process.exitCode(), process.cpuSeconds(), engineLog);
    } finally {
      progress.clear();
      if (!ended) {
        killApplications(engineLog.yarnApplications());
      }
    }
  }

  private static void read(EngineLog log) throws CommandFailure {
    try {
      log.read();
    } catch (IOException e) {
      throw CommandFailure.failed("cannot read the engine's log: " + e.getMessage(), e);
    }
  }

  private void requireServices(RunRequest request) throws CommandFailure, ClusterException {
    Set<ServiceName> needed = EnumSet.noneOf(ServiceName.class);
    needed.addAll(request.target().services());
    for (String path : List.of(request.input(), request.output())) {
      ServiceCatalogue.storing(path).ifPresent(needed::add);
    }
    RequiredServices.check(cluster, option, needed);
  }

  /** CPU seconds of the child, and of the cluster during the run; null if not known. */
  private Double cpuSeconds(Execution execution, double clusterCpuBefore)
      throws ClusterException, InterruptedException {
    if (execution.cpuSeconds.isEmpty()) {
      return null;
    }
    List<String> applications = new ArrayList<>(execution.log.yarnApplications());
    applications.addAll(execution.log.sparkApplications());
    long deadline = System.nanoTime() + CONTAINERS_END.toNanos();
    while (Containers.running(applications) && System.nanoTime() < deadline) {
      TimeUnit.MILLISECONDS.sleep(POLL_MILLISECONDS);
    }
    return execution.cpuSeconds.getAsDouble() + cluster.cpuSeconds() - clusterCpuBefore;
  }

  /** Ends what the killed client has left running on YARN. */
  private void killApplications(Set<String> applications) throws CommandFailure, ClusterException {
    boolean interrupted = Thread.interrupted();
    try {
      YarnApplications.kill(installation, cluster, applications);
    } catch (InterruptedException e) {
      interrupted = true;
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void discard(String staging) {
    boolean interrupted = Thread.interrupted();
    try {
      files.discard(staging);
    } catch (CommandFailure | ClusterException e) {
      System.err.println("drydock: " + staging + " could not be removed: " + e.getMessage());
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
