package dev.drydock.cluster.services;

import dev.drydock.cluster.ClusterException;
import dev.drydock.cluster.Installation;
import dev.drydock.cluster.Requirement;
import dev.drydock.cluster.ServiceName;
import dev.drydock.cluster.SparkDistribution;
import dev.drydock.cluster.install.PythonInterpreter;
import dev.drydock.cluster.service.ClusterContext;
import dev.drydock.cluster.service.Configuration;
import dev.drydock.cluster.service.Service;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Spark on the local YARN: a distribution that submits jobs, without a process of its own. */
final class SparkYarnService implements Service {
  @Override
  public ServiceName name() {
    return ServiceName.SPARK_YARN;
  }

  @Override
  public String summary() {
    return "a Spark distribution for YARN (Python, installed once, or SPARK_HOME)";
  }

  @Override
  public Set<ServiceName> dependsOn() {
    return Set.of(ServiceName.HDFS, ServiceName.YARN);
  }

  /** A distribution, or the Python that can install one. */
  @Override
  public List<Requirement> requirements(Installation installation) throws InterruptedException {
    SparkDistribution distribution = SparkDistribution.of(installation);
    if (!distribution.exists()) {
      return List.of(PythonInterpreter.examine(name(), ", or set SPARK_HOME"));
    }
    try {
      distribution.prepare(line -> {});
      return List.of(Requirement.met(name().label(), distribution.home().toString()));
    } catch (ClusterException e) {
      return List.of(
          Requirement.wrong(
              name().label(),
              e.getMessage(),
              "only spark-yarn needs it; see docs/local-cluster.md"));
    }
  }

  @Override
  public void configure(ClusterContext context, Configuration configuration)
      throws ClusterException {
    new SparkConfiguration(context).addYarn(configuration);
  }

  @Override
  public void prepare(ClusterContext context, Consumer<String> progress)
      throws ClusterException, InterruptedException {
    SparkDistribution.of(context.installation()).prepare(progress);
  }

  @Override
  public boolean isInstalled(Installation installation) {
    return SparkDistribution.of(installation).exists();
  }

  @Override
  public Map<String, String> environment(ClusterContext context) {
    Map<String, String> variables = new HashMap<>(new SparkConfiguration(context).environment());
    variables.put("SPARK_HOME", SparkDistribution.of(context.installation()).home().toString());
    return variables;
  }
}
