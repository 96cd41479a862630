package dev.drydock.cluster.gcs;

import dev.drydock.testing.Kills;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The server in a process of its own with the heap that the launcher gives it, or less. */
final class ChildServer implements AutoCloseable {
  private final Process process;
  private final String url;

  private ChildServer(Process process, String url) {
    this.process = process;
    this.url = url;
  }

  /** Runs in the child. */
  public static void main(String[] arguments) throws Exception {
    GcsServer server =
        GcsServer.start(
            Path.of(arguments[0]),
            0,
            Optional.empty(),
            new FixedTokenAuthenticator(null),
            Optional.empty());
    System.out.println(server.port());
  }

  /**
   * Starts it.
   *
   * @param limit what the shell runs before it, such as {@code ulimit -f 10}, or nothing
   */
  static ChildServer start(Path folder, String limit) throws IOException {
    List<String> command = new ArrayList<>();
    if (!limit.isEmpty()) {
      command.addAll(List.of("sh", "-c", limit + "; exec \"$@\"", "sh"));
    }
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xmx48m",
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            ChildServer.class.getName(),
            folder.toString()));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().put("MALLOC_ARENA_MAX", "2");
    Process process = builder.start();
    BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
    String port = output.readLine();
    if (port == null) {
      throw new IOException("the child did not start");
    }
    return new ChildServer(process, "http://127.0.0.1:" + port);
  }

  String url() {
    return url;
  }

  long pid() {
    return process.pid();
  }

  /** The most memory it has had, in kilobytes (proc(5), {@code VmHWM}). */
  long mostResidentKilobytes() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"))) {
      if (line.startsWith("VmHWM:")) {
        return Long.parseLong(line.replaceAll("\\D", ""));
      }
    }
    throw new IOException("no VmHWM");
  }

  /** {@code kill -9}. */
  void kill() throws InterruptedException {
    Kills.kill(process);
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().completeOnTimeout(process, 20, TimeUnit.SECONDS).join();
    process.destroyForcibly();
  }
}
