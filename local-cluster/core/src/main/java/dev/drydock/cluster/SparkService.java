package dev.drydock.cluster;

import java.util.List;

final class SparkService implements Service {
  @Override
  public ServiceName name() {
    return ServiceName.SPARK;
  }

  @Override
  public List<String> portKeys(boolean separate) {
    return List.of();
  }

  @Override
  public List<Role> roles(ClusterContext context) {
    return List.of();
  }

  @Override
  public void configure(ClusterContext context, Configuration configuration) {}

  @Override
  public String endpoint(ClusterContext context) {
    return "";
  }

  @Override
  public String webInterface(ClusterContext context) {
    return "";
  }
}
