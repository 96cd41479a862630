package dev.drydock.cluster.service;

import dev.drydock.cluster.service.Step.Daemon;
import dev.drydock.cluster.service.Step.Task;
import java.util.ArrayList;
import java.util.List;

/**
 * What starts a service.
 *
 * @param stages run one after another: a stage begins when all tasks of the previous stage have
 *     succeeded and all its daemons are ready. The steps of one stage run at the same time. A start
 *     leaves daemons that are still running, but runs all tasks again, so tasks must be repeatable.
 * @param provisioning tasks that need the service to be ready, such as making a first bucket; they
 *     run in order at every start of the cluster, even if all daemons are already running
 */
public record Plan(List<List<Step>> stages, List<Task> provisioning) {
  /** The plan of a service without processes. */
  public static final Plan NOTHING = new Plan(List.of(), List.of());

  public Plan {
    stages = stages.stream().map(List::copyOf).toList();
    provisioning = List.copyOf(provisioning);
  }

  /** A plan of one stage. */
  public static Plan of(List<? extends Step> steps) {
    return NOTHING.then(steps);
  }

  /** A plan of one stage with one step. */
  public static Plan of(Step step) {
    return of(List.of(step));
  }

  /** The same plan with one more stage. */
  public Plan then(List<? extends Step> steps) {
    List<List<Step>> more = new ArrayList<>(stages);
    more.add(List.copyOf(steps));
    return new Plan(more, provisioning);
  }

  /** The same plan with these tasks once the service is ready. */
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
