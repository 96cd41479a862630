package dev.drydock.cli.jobs;

import dev.drydock.cluster.ServiceName;
import dev.drydock.terminal.CommandFailure;
import dev.drydock.terminal.Nearest;
import java.util.Arrays;
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

  /** What has to be up for it. */
  Set<ServiceName> services() {
    return switch (this) {
      case INLINE, HADOOP_LOCAL, SPARK_LOCAL -> Set.of();
      case YARN -> Set.of(ServiceName.YARN);
      case SPARK_YARN -> Set.of(ServiceName.YARN, ServiceName.SPARK_YARN);
      case SPARK -> Set.of(ServiceName.SPARK);
    };
  }

  String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static List<String> labels() {
    return Arrays.stream(values()).map(Target::label).toList();
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
