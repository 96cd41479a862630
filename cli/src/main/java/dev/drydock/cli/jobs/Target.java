package dev.drydock.cli.jobs;

import dev.drydock.cluster.ServiceName;
import dev.drydock.jobs.Engine;
import dev.drydock.jobs.Job;
import dev.drydock.terminal.CommandFailure;
import dev.drydock.terminal.Nearest;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Where a job can run. */
public enum Target {
  INLINE,
  HADOOP_LOCAL,
  YARN,
  SPARK_LOCAL,
  SPARK,
  SPARK_YARN;

  /** The services that have to be up for it. */
  Set<ServiceName> services() {
    return switch (this) {
      case INLINE, HADOOP_LOCAL, SPARK_LOCAL -> Set.of();
      case YARN -> Set.of(ServiceName.YARN);
      case SPARK_YARN -> Set.of(ServiceName.YARN, ServiceName.SPARK_YARN);
      case SPARK -> Set.of(ServiceName.SPARK);
    };
  }

  Engine engine() {
    return switch (this) {
      case INLINE -> Engine.INLINE;
      case HADOOP_LOCAL, YARN -> Engine.MAPREDUCE;
      case SPARK_LOCAL, SPARK, SPARK_YARN -> Engine.SPARK;
    };
  }

  String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static List<String> labels() {
    return Arrays.stream(values()).map(Target::label).toList();
  }

  /** The targets on which a job of the catalogue runs. */
  static List<String> labels(Job<?> job) {
    return Arrays.stream(values())
        .filter(target -> job.classes().containsKey(target.engine()))
        .map(Target::label)
        .toList();
  }

  /** The names of all targets, for completion. */
  static final class Labels implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return labels().iterator();
    }
  }

  static Target parse(String label) throws CommandFailure {
    for (Target target : values()) {
      if (target.label().equals(label)) {
        return target;
      }
    }
    throw CommandFailure.usage(
        "no target is called '" + label + "': " + Nearest.hint(label, labels()));
  }
}
