package dev.drydock.cluster.service;

import dev.drydock.cluster.ClusterException;
import dev.drydock.cluster.state.StateFiles;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;

/** The ports of a cluster by key ({@code hdfs.namenode}), all on the loopback address. */
public final class Ports {
  public static final String LOOPBACK = "127.0.0.1";

  // Below the ranges from which Linux (32768 up) and macOS (49152 up) take a port for every
  // outgoing connection, because a connection could take the port before the daemon does.
  private static final int FIRST = 20_000;
  private static final int LAST = 32_000;
  private static final int ATTEMPTS = 1000;

  private final Map<String, Integer> ports = new TreeMap<>();

  private Ports() {}

  /** The ports that an earlier command has chosen; empty if there was none. */
  public static Ports read(Path file) throws ClusterException {
    Ports ports = new Ports();
    Properties properties = StateFiles.properties(file);
    for (String key : properties.stringPropertyNames()) {
      ports.ports.put(key, Integer.valueOf(properties.getProperty(key)));
    }
    return ports;
  }

  public void write(Path file) throws ClusterException {
    Properties properties = new Properties();
    ports.forEach((key, port) -> properties.setProperty(key, port.toString()));
    StateFiles.write(file, properties);
  }

  /** Whether all of them have been chosen. */
  public boolean has(Collection<String> keys) {
    return ports.keySet().containsAll(keys);
  }

  public int get(String key) {
    Integer port = ports.get(key);
    if (port == null) {
      throw new IllegalArgumentException("no service has declared the port " + key);
    }
    return port;
  }

  /**
   * Gives every key a port: the one the user wants, else the one it had, else a free one. Ports of
   * other keys are kept for the next start of their services.
   *
   * @param inUse keys whose service is running: they keep their port, which is not tested
   * @throws ClusterException if a wanted port is in use or its key is unknown
   */
  public void choose(List<String> keys, Set<String> inUse, Map<String, Integer> wanted)
      throws ClusterException {
    for (String key : wanted.keySet()) {
      if (!keys.contains(key)) {
        throw new ClusterException(
            "no port is called '" + key + "': use one of " + String.join(", ", keys));
      }
    }
    Set<Integer> taken = new HashSet<>(wanted.values());
    for (String key : keys) {
      Integer port = wanted.get(key);
      Integer before = ports.get(key);
      if (inUse.contains(key)) {
        if (port != null && !port.equals(before)) {
          throw new ClusterException(
              key + " is already running on port " + before + ": end it first with ./drydock down");
        }
      } else if (port != null) {
        if (!available(port)) {
          throw new ClusterException(
              "port "
                  + port
                  + " ("
                  + key
                  + ") is in use: choose another with --port "
                  + key
                  + "=N");
        }
        ports.put(key, port);
      } else if (before == null || taken.contains(before) || !available(before)) {
        ports.put(key, anyFree(taken));
      }
      taken.add(ports.get(key));
    }
  }

  /**
   * The claim comes first: otherwise another command could end in between, with its daemon
   * listening on the port.
   */
  private static boolean available(int port) {
    return PortClaims.claim(port) && free(port);
  }

  private static boolean free(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      // As servers do. Without it, a port that was just released counts as in use for a minute.
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(loopback(), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static int anyFree(Set<Integer> taken) throws ClusterException {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      int port = ThreadLocalRandom.current().nextInt(FIRST, LAST + 1);
      if (!taken.contains(port) && available(port)) {
        return port;
      }
    }
    throw new ClusterException(
        "no free port between %d and %d on %s: is something using them all?"
            .formatted(FIRST, LAST, LOOPBACK));
  }

  private static InetAddress loopback() throws UnknownHostException {
    return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
  }
}
