package dev.drydock.cli;

import dev.drydock.cluster.ServiceName;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Where a job can run. */
enum Target {
  INLINE,
  HADOOP_LOCAL,
  YARN(ServiceName.YARN),
  SPARK_LOCAL,
  SPARK(ServiceName.SPARK),
  SPARK_YARN(ServiceName.YARN);

  private final Set<ServiceName> services;

  Target(ServiceName... services) {
    this.services = Set.of(services);
  }

  /** What has to be up for it. */
  Set<ServiceName> services() {
    return services;
  }

  boolean onSpark() {
    return this == SPARK_LOCAL || this == SPARK || this == SPARK_YARN;
  }

  String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static List<String> labels() {
    return Arrays.stream(values()).map(Target::label).toList();
  }

  static Target parse(String label) throws CommandFailure {
    int index = labels().indexOf(label);
    if (index < 0) {
      throw CommandFailure.usage(
          "no target is called '" + label + "': " + Nearest.hint(label, labels()));
    }
    return values()[index];
  }
}
