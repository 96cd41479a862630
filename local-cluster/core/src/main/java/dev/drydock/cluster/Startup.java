package dev.drydock.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Starts processes and waits until they are ready; ends them again if one of them fails. */
final class Startup {
  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final long LARGE_LOG = 16 << 20;

  private final ClusterContext context;
  private final Path processes;

  Startup(ClusterContext context, Path processes) {
    this.context = context;
    this.processes = processes;
  }

  /** A process to start. */
  private record Plan(String name, Program program, List<String> roles) {}

  private record Started(ChildProcess child, Program program, long logBegin) {}

  /** Starts the roles of these services that are not running. */
  void start(List<Service> services, Set<String> running, Consumer<String> progress)
      throws ClusterException, InterruptedException {
    List<Started> started = new ArrayList<>();
    long begin = System.nanoTime();
    boolean complete = false;
    try {
      for (Plan plan : plans(services, running)) {
        progress.accept("starting " + plan.name() + " (" + String.join(", ", plan.roles()) + ")");
        started.add(start(plan));
      }
      awaitReady(started, begin, progress);
      for (Started process : started) {
        process.child().confirm();
      }
      complete = true;
    } finally {
      if (!complete) {
        Leftovers.end(started.stream().map(Started::child).toList(), context.data());
      }
    }
  }

  private List<Plan> plans(List<Service> services, Set<String> running) throws ClusterException {
    Map<String, Plan> plans = new LinkedHashMap<>();
    for (Service service : services) {
      for (Role role : service.roles(context)) {
        if (running.contains(role.name())) {
          continue;
        }
        String name = context.separate() ? role.name() : role.program().name();
        plans
            .computeIfAbsent(name, key -> new Plan(key, role.program(), new ArrayList<>()))
            .roles()
            .add(role.name());
      }
    }
    List<Plan> named = new ArrayList<>();
    for (Plan plan : plans.values()) {
      // A program that runs already with other roles gets a second process.
      boolean taken =
          ChildProcess.readAll(processes).stream()
              .anyMatch(child -> child.name().equals(plan.name()) && child.handle().isPresent());
      named.add(
          taken
              ? new Plan(plan.name() + "-" + plan.roles().get(0), plan.program(), plan.roles())
              : plan);
    }
    return named;
  }

  private Started start(Plan plan) throws ClusterException {
    Path log = context.logs().resolve(plan.name() + ".log");
    Path ready = ChildProcess.readyFile(processes, plan.name());
    StateFiles.delete(ready);
    long logBegin = logBegin(log);
    ChildProcess child =
        ChildProcess.start(
            ChildProcess.record(processes, plan.name()),
            plan.roles(),
            command(plan, ready),
            plan.program().environment(),
            context.data(),
            log);
    return new Started(child, plan.program(), logBegin);
  }

  private List<String> command(Plan plan, Path ready) throws ClusterException {
    return plan.program() instanceof JavaProgram program
        ? jvm(program, plan.roles(), ready).command()
        : ((HttpProgram) plan.program()).command();
  }

  private Jvm jvm(JavaProgram program, List<String> roles, Path ready) throws ClusterException {
    Path temporary = context.data().resolve("tmp");
    StateFiles.folder(temporary);
    Jvm jvm =
        Jvm.of(context.installation(), program.runtime(), program.mainClass())
            .heap(program.heapMegabytes())
            .property("drydock.configuration", context.configuration())
            .property("drydock.ready", ready)
            // What a killed daemon leaves there goes with the cluster's data.
            .property("java.io.tmpdir", temporary)
            .append(context.configuration())
            .arguments(roles);
    for (String option : program.options()) {
      jvm = jvm.option(option);
    }
    return jvm;
  }

  /** How long the log is; a very long one is put aside first. */
  private static long logBegin(Path log) throws ClusterException {
    try {
      if (!Files.exists(log)) {
        return 0;
      }
      if (Files.size(log) > LARGE_LOG) {
        StateFiles.move(log, log.resolveSibling(log.getFileName() + ".1"));
        return 0;
      }
      return Files.size(log);
    } catch (IOException e) {
      throw StateFiles.unwritable(log, e);
    }
  }

  private void awaitReady(List<Started> started, long begin, Consumer<String> progress)
      throws ClusterException, InterruptedException {
    List<Started> waiting = new ArrayList<>(started);
    while (!waiting.isEmpty()) {
      double seconds = (System.nanoTime() - begin) / 1e9;
      for (Started process : List.copyOf(waiting)) {
        if (ready(process)) {
          waiting.remove(process);
          progress.accept(
              String.format(
                  Locale.ROOT, "%s is ready after %.1f s", process.child().name(), seconds));
        } else if (process.child().handle().isEmpty()) {
          throw failure(process, "ended while starting");
        } else if (seconds > LIMIT.toSeconds()) {
          throw failure(process, "is not ready after " + LIMIT.toSeconds() + " s");
        }
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  private boolean ready(Started process) throws ClusterException {
    ChildProcess child = process.child();
    if (process.program() instanceof HttpProgram program && program.answers()) {
      StateFiles.write(ChildProcess.readyFile(processes, child.name()), "");
    }
    return child.ready();
  }

  private static ClusterException failure(Started process, String what) {
    String cause = LogCause.of(process.child().log(), process.logBegin());
    return new ClusterException(
        process.child().name()
            + " "
            + what
            + (cause.isEmpty() ? "" : ": " + cause)
            + " (log: "
            + process.child().log()
            + ")");
  }
}
