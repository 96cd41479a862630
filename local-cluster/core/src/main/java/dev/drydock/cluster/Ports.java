package dev.drydock.cluster;

import java.util.Map;
import java.util.TreeMap;

/** The ports of a cluster by key ({@code hdfs.namenode}), all on the loopback address. */
final class Ports {
  static final String LOOPBACK = "127.0.0.1";

  private final Map<String, Integer> ports = new TreeMap<>();

  int get(String key) {
    Integer port = ports.get(key);
    if (port == null) {
      throw new IllegalArgumentException("no service has declared the port " + key);
    }
    return port;
  }
}
