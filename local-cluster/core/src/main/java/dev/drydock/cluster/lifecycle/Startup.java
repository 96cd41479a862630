package dev.drydock.cluster.lifecycle;

import dev.drydock.cluster.ClusterException;
import dev.drydock.cluster.ServiceName;
import dev.drydock.cluster.lifecycle.Processes.Started;
import dev.drydock.cluster.process.ChildProcess;
import dev.drydock.cluster.process.LogCause;
import dev.drydock.cluster.service.ClusterContext;
import dev.drydock.cluster.service.Plan;
import dev.drydock.cluster.service.Service;
import dev.drydock.cluster.service.Step;
import dev.drydock.cluster.service.Step.Daemon;
import dev.drydock.cluster.service.Step.Task;
import dev.drydock.cluster.state.StateFiles;
import java.nio.file.Files;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Carries out the plans of services. A service starts when those it depends on are ready;
 * everything else happens at the same time. If anything fails, all that was started is ended.
 */
final class Startup {
  private static final int POLL_MILLIS = 20;

  private final ClusterContext context;
  private final ClusterFolder folder;
  private final Consumer<String> progress;

  /**
   * @param progress gets lines from several threads
   */
  Startup(ClusterContext context, ClusterFolder folder, Consumer<String> progress) {
    this.context = context;
    this.folder = folder;
    this.progress = progress;
  }

  /**
   * Returns when all of the services are ready.
   *
   * @param services with all that they depend on
   * @param running names of daemons that are already running
   */
  void start(List<Service> services, Set<String> running)
      throws ClusterException, InterruptedException {
    Processes processes = new Processes(context, folder, services, running);
    Map<ServiceName, CountDownLatch> ready = new EnumMap<>(ServiceName.class);
    services.forEach(service -> ready.put(service.name(), new CountDownLatch(1)));
    boolean complete = false;
    try {
      SideBySide.run(
          services.stream()
              .<SideBySide.Work>map(
                  service ->
                      () -> {
                        for (ServiceName dependency : service.dependsOn()) {
                          ready.get(dependency).await();
                        }
                        start(service, processes, running);
                        ready.get(service.name()).countDown();
                      })
              .toList());
      for (ChildProcess child : processes.children()) {
        child.confirm();
      }
      complete = true;
    } finally {
      if (!complete) {
        Leftovers.end(folder, processes.children());
      }
    }
  }

  private void start(Service service, Processes processes, Set<String> running)
      throws ClusterException, InterruptedException {
    Plan plan = service.plan(context);
    boolean whole =
        !plan.daemons().isEmpty()
            && plan.daemons().stream().map(Daemon::name).allMatch(running::contains);
    if (!whole) {
      for (List<Step> stage : plan.stages()) {
        SideBySide.run(
            stage.stream()
                .filter(step -> !running.contains(step.name()))
                .<SideBySide.Work>map(step -> () -> start(step, processes))
                .toList());
      }
    }
    for (Task task : plan.provisioning()) {
      run(task, processes);
    }
  }

  private void start(Step step, Processes processes) throws ClusterException, InterruptedException {
    if (step instanceof Daemon daemon) {
      awaitReady(daemon, processes.process(daemon, progress));
    } else {
      run((Task) step, processes);
    }
  }

  private void awaitReady(Daemon daemon, Started process)
      throws ClusterException, InterruptedException {
    while (!daemon.readiness().isReady(process.probe())) {
      if (!process.process().isAlive()) {
        throw failure(process, " ended while starting: ");
      }
      if (process.seconds() > daemon.limit().toSeconds()) {
        throw failure(process, " is not ready after " + daemon.limit().toSeconds() + " s: ");
      }
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    }
    if (process.noteReady(daemon.name())) {
      if (!Files.exists(process.probe().readyFile())) {
        StateFiles.write(process.probe().readyFile(), "");
      }
      progress.accept(
          String.format(
              Locale.ROOT, "%s is ready after %.1f s", process.name(), process.seconds()));
    }
  }

  private void run(Task task, Processes processes) throws ClusterException, InterruptedException {
    progress.accept("running " + task.name());
    Started process = processes.process(task);
    if (!process.process().waitFor(task.limit().toMillis(), TimeUnit.MILLISECONDS)) {
      throw failure(process, " has not ended after " + task.limit().toSeconds() + " s: ");
    }
    int exitCode = process.process().exitValue();
    if (exitCode != 0) {
      throw failure(
          process,
          " failed with exit code " + exitCode + ": ",
          LogCause.lastLines(process.probe().log(), process.probe().logBegin()));
    }
    processes.forget(process);
  }

  private static ClusterException failure(Started process, String what) {
    return failure(process, what, LogCause.of(process.probe().log(), process.probe().logBegin()));
  }

  private static ClusterException failure(Started process, String what, String cause) {
    return new ClusterException(
        process.name()
            + (cause.isEmpty() ? what.replaceFirst(": $", "") : what + cause)
            + " (log: "
            + process.probe().log()
            + ")");
  }
}
