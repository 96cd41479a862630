package dev.drydock.cluster.service;

import dev.drydock.cluster.Installation;
import dev.drydock.cluster.ServiceName;
import java.nio.file.Path;

/**
 * What a service knows about the cluster that it belongs to.
 *
 * @param separate whether each daemon has a process of its own, with two workers of each kind
 */
public record ClusterContext(
    Installation installation, String name, Path directory, Ports ports, boolean separate) {

  /** HADOOP_CONF_DIR, SPARK_CONF_DIR and the folder of all other settings. */
  public Path configuration() {
    return directory.resolve("conf");
  }

  /**
   * The folder for what a service keeps across restarts; a fresh start of the service removes it.
   */
  public Path data(ServiceName service) {
    return directory.resolve("data").resolve(service.label());
  }

  public Path logs() {
    return directory.resolve("logs");
  }

  /** {@code 127.0.0.1:port}. */
  public String address(String portKey) {
    return Ports.LOOPBACK + ":" + ports.get(portKey);
  }
}
