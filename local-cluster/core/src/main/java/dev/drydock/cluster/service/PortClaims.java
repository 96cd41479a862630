package dev.drydock.cluster.service;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;

/**
 * Ports that a command has chosen for daemons that do not listen yet. Meanwhile no other command
 * may choose them, whatever its cluster and its state folder.
 *
 * <p>A claim is a lock on one byte of a file that all commands of a user share. It lasts as long as
 * the process, and the system frees it, however the process ends.
 */
final class PortClaims {
  private static final Path FILE =
      Path.of(
          System.getProperty("java.io.tmpdir"),
          "drydock-" + System.getProperty("user.name") + "-ports.lock");

  private static final Map<Integer, FileLock> CLAIMS = new HashMap<>();
  private static FileChannel channel;

  private PortClaims() {}

  /**
   * Claims the port for this process; returns whether that succeeded or the process already had it.
   */
  static synchronized boolean claim(int port) {
    if (CLAIMS.containsKey(port)) {
      return true;
    }
    try {
      if (channel == null) {
        // Never closed: on POSIX, closing a channel also releases the locks of every other channel
        // on the file.
        channel = FileChannel.open(FILE, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      }
      FileLock lock = channel.tryLock(port, 1, false);
      if (lock == null) {
        return false;
      }
      CLAIMS.put(port, lock);
      return true;
    } catch (IOException e) {
      return true; // Without a shared file, only whether the port is free counts.
    }
  }
}
