package dev.drydock.cluster.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** How a daemon starts and reports the result to the launcher. */
public final class DaemonStart {
  private DaemonStart() {}

  /** Starts something, and returns once it serves. */
  public interface Start {
    void run() throws Exception;
  }

  /**
   * Starts a daemon, then writes the file that system property {@code drydock.ready} names. If the
   * start fails, this ends the JVM as {@link #fail} does.
   *
   * @param name of the daemon, for the message
   */
  public static void run(String name, Start start) {
    try {
      start.run();
      announce(path("drydock.ready"));
    } catch (Throwable e) {
      fail(name, e);
    }
  }

  /**
   * Ends the JVM with exit code 1. The last line on stderr is {@code cannot start NAME: REASON};
   * the stack trace is above it. Shutdown hooks do not run, since they would write more lines.
   */
  public static void fail(String name, Throwable problem) {
    problem.printStackTrace();
    System.err.println("cannot start " + name + ": " + reason(problem));
    Runtime.getRuntime().halt(1);
  }

  private static String reason(Throwable problem) {
    Throwable root = problem;
    while (!(root instanceof StartException) && root.getCause() != null) {
      root = root.getCause();
    }
    return root instanceof StartException ? root.getMessage() : root.toString();
  }

  /** Closes a daemon when the JVM ends. */
  public static void closeAtExit(String name, AutoCloseable daemon) {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> close(name, daemon)));
  }

  private static void close(String name, AutoCloseable daemon) {
    try {
      daemon.close();
    } catch (Exception e) {
      System.err.println(name + " did not stop: " + e);
    }
  }

  /** The path in a system property that the launcher sets. */
  static Path path(String property) throws StartException {
    String value = System.getProperty(property);
    if (value == null) {
      throw new StartException(
          "system property " + property + " is not set: start it with ./drydock up");
    }
    return Path.of(value);
  }

  /** The launcher looks for the file, and must not see it before it is complete. */
  private static void announce(Path file) throws IOException {
    Path temporary = Files.writeString(file.resolveSibling(file.getFileName() + ".tmp"), "");
    Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
