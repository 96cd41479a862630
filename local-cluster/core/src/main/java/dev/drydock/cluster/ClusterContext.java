package dev.drydock.cluster;

import java.nio.file.Path;

/**
 * What a service knows of the cluster it belongs to.
 *
 * @param separate whether each daemon has a process of its own, with two of each kind of worker
 */
record ClusterContext(
    Installation installation, String name, Path directory, Ports ports, boolean separate) {

  Path configuration() {
    return directory.resolve("conf");
  }

  /** Data of the services, kept across restarts. */
  Path data() {
    return directory.resolve("data");
  }

  Path logs() {
    return directory.resolve("logs");
  }

  /** {@code 127.0.0.1:port}. */
  String address(String portKey) {
    return Ports.LOOPBACK + ":" + ports.get(portKey);
  }
}
