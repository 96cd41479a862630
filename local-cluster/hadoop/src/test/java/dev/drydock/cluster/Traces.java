package dev.drydock.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** What can be seen of a cluster from outside, without asking it. */
final class Traces {
  private Traces() {}

  /** Command lines of living processes that name the cluster's folder, but for this JVM's own. */
  static List<String> processesOf(Path directory) {
    List<String> found = new ArrayList<>();
    ProcessHandle.allProcesses()
        .filter(handle -> handle.pid() != ProcessHandle.current().pid())
        .forEach(
            handle -> {
              String line = commandLine(handle);
              if (line.contains(directory + "/") || line.endsWith(directory.toString())) {
                found.add(handle.pid() + " " + line);
              }
            });
    return found;
  }

  private static String commandLine(ProcessHandle handle) {
    try {
      Path file = Path.of("/proc", String.valueOf(handle.pid()), "cmdline");
      if (Files.exists(file)) {
        return Files.readString(file, StandardCharsets.ISO_8859_1).replace('\0', ' ').strip();
      }
    } catch (IOException e) {
      return "";
    }
    return handle.info().commandLine().orElse("");
  }

  static List<Integer> ports(LocalCluster cluster) {
    Properties ports = new Properties();
    try (var reader = Files.newBufferedReader(cluster.directory().resolve("ports.properties"))) {
      ports.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return ports.values().stream().map(port -> Integer.valueOf((String) port)).toList();
  }

  static boolean answers(InetAddress address, int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address, port), 2000);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Addresses of this machine that others can reach. */
  static List<InetAddress> outsideAddresses() throws IOException {
    return NetworkInterface.networkInterfaces()
        .flatMap(NetworkInterface::inetAddresses)
        .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
        .toList();
  }
}
