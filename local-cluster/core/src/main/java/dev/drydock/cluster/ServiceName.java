package dev.drydock.cluster;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The services a cluster can have, in the order in which they start. */
public enum ServiceName {
  HDFS,
  YARN,
  SPARK,
  S3,
  GCS,
  REDIS,
  LOCALSTACK,
  SPARK_YARN;

  /** The name a user types: {@code hdfs}, {@code spark-yarn} and so on. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * Reads what {@link #label()} writes.
   *
   * @throws ClusterException if no service has that name; the message lists the names
   */
  public static ServiceName parse(String label) throws ClusterException {
    for (ServiceName name : values()) {
      if (name.label().equals(label)) {
        return name;
      }
    }
    throw new ClusterException(
        "no service is called '"
            + label
            + "': use "
            + Arrays.stream(values()).map(ServiceName::label).collect(Collectors.joining(", ")));
  }
}
