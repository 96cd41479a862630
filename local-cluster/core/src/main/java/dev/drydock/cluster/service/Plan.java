package dev.drydock.cluster.service;

import dev.drydock.cluster.service.Step.Daemon;
import dev.drydock.cluster.service.Step.Task;
import java.util.ArrayList;
import java.util.List;

/**
 * What starts a service.
 *
 * @param stages one after another: a stage begins when all tasks of the one before have succeeded
 *     and all its daemons are ready. The steps of a stage run side by side. A start finds the
 *     daemons that still run and leaves them, but runs all tasks, so tasks must be repeatable.
 * @param provisioning tasks for a service that is ready, such as making a first bucket; they run in
 *     order at every start of the cluster, also if all daemons run already
 */
public record Plan(List<List<Step>> stages, List<Task> provisioning) {
  /** Of a service without processes. */
  public static final Plan NOTHING = new Plan(List.of(), List.of());

  public Plan {
    stages = stages.stream().map(List::copyOf).toList();
    provisioning = List.copyOf(provisioning);
  }

  /** One stage. */
  public static Plan of(List<? extends Step> steps) {
    return NOTHING.then(steps);
  }

  /** One stage of one step. */
  public static Plan of(Step step) {
    return of(List.of(step));
  }

  /** With one more stage. */
  public Plan then(List<? extends Step> steps) {
    List<List<Step>> more = new ArrayList<>(stages);
    more.add(List.copyOf(steps));
    return new Plan(more, provisioning);
  }

  /** With these tasks after readiness. */
  public Plan provisionedBy(List<Task> tasks) {
    return new Plan(stages, tasks);
  }

  /** Its daemons in the order of their start. */
  public List<Daemon> daemons() {
    return stages.stream()
        .flatMap(List::stream)
        .filter(Daemon.class::isInstance)
        .map(Daemon.class::cast)
        .toList();
  }
}
