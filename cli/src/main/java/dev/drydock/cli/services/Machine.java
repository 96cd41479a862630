package dev.drydock.cli.services;

import com.sun.management.OperatingSystemMXBean;
import dev.drydock.terminal.Sizes;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Checks the machine itself: Java, memory, disk, addresses. */
final class Machine {
  /** Enough for the default services with a job on each engine. */
  private static final long NEEDED_MEMORY = 3L << 30;

  private static final long NEEDED_DISK = 2L << 30;
  private static final int OLDEST_JAVA = 17;

  private Machine() {}

  static List<Finding> examine(Path state) {
    return List.of(java(Runtime.version().feature()), memory(), disk(state), loopback(), ports());
  }

  static Finding java(int feature) {
    String found = "Java " + Runtime.version() + " in " + System.getProperty("java.home");
    if (feature < OLDEST_JAVA) {
      return Finding.missing("java", found, "install JDK 17 or newer and set JAVA_HOME to it");
    }
    if (!Files.isExecutable(Path.of(System.getProperty("java.home"), "bin", "javac"))) {
      return Finding.note("java", found, "has no compiler: a build needs a JDK");
    }
    return Finding.fine("java", found);
  }

  private static Finding memory() {
    if (!(ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system)) {
      return Finding.note("memory", "not known", "all services need 3 GB");
    }
    long total = system.getTotalMemorySize();
    String found = Sizes.bytes(total) + " in total";
    return total >= NEEDED_MEMORY
        ? Finding.fine("memory", found)
        : Finding.note("memory", found, "start fewer services: ./drydock up hdfs yarn");
  }

  private static Finding disk(Path state) {
    Path existing = state;
    while (!Files.exists(existing)) {
      existing = existing.getParent();
    }
    try {
      if (!Files.isWritable(existing)) {
        return Finding.missing(
            "disk",
            existing + " is not writable",
            "set DRYDOCK_STATE to a folder that you can write to");
      }
      long free = Files.getFileStore(existing).getUsableSpace();
      String found = Sizes.bytes(free) + " free for " + state;
      return free >= NEEDED_DISK
          ? Finding.fine("disk", found)
          : Finding.missing(
              "disk", found, "free 2 GB, or set DRYDOCK_STATE to a folder on another disk");
    } catch (IOException e) {
      return Finding.note("disk", "not known: " + e.getMessage(), "2 GB should be free");
    }
  }

  private static Finding loopback() {
    try {
      if (!InetAddress.getByName("localhost").isLoopbackAddress()) {
        return Finding.missing(
            "names", "localhost is not the loopback address", "correct it in /etc/hosts");
      }
    } catch (UnknownHostException e) {
      return Finding.missing(
          "names", "localhost has no address", "add '127.0.0.1 localhost' to /etc/hosts");
    }
    try {
      return Finding.fine("names", "this machine is " + InetAddress.getLocalHost());
    } catch (UnknownHostException e) {
      return Finding.note(
          "names",
          "the machine's own name has no address",
          "add it to the line of 127.0.0.1 in /etc/hosts");
    }
  }

  private static Finding ports() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return Finding.fine("ports", "free ports are available, such as " + socket.getLocalPort());
    } catch (IOException e) {
      return Finding.missing(
          "ports", "no port can be opened on the loopback address", e.getMessage());
    }
  }
}
