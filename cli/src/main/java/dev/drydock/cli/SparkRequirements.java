package dev.drydock.cli;

import dev.drydock.cluster.ClusterException;
import dev.drydock.cluster.Installation;
import dev.drydock.cluster.ServiceName;
import dev.drydock.cluster.SparkDistribution;
import java.util.List;

/** What Spark on YARN needs besides the build: a distribution, or the Python that gets one. */
final class SparkRequirements {
  private SparkRequirements() {}

  /**
   * @param needed whether its absence is more than a note
   */
  static List<Diagnosis> examine(Installation installation, boolean needed)
      throws InterruptedException {
    SparkDistribution distribution = SparkDistribution.of(installation);
    if (distribution.exists()) {
      try {
        distribution.prepare(line -> {});
        return List.of(Diagnosis.fine("spark-yarn", distribution.home().toString()));
      } catch (ClusterException e) {
        return List.of(
            Diagnosis.missing(
                "spark-yarn",
                e.getMessage(),
                "only spark-yarn needs it; see docs/local-cluster.md"));
      }
    }
    return List.of(Python.examine(ServiceName.SPARK_YARN, needed, ", or set SPARK_HOME"));
  }
}
