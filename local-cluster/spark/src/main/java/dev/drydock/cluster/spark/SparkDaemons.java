package dev.drydock.cluster.spark;

import dev.drydock.cluster.server.DaemonStart;
import dev.drydock.cluster.server.Settings;
import dev.drydock.cluster.server.StartException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.apache.spark.deploy.history.HistoryServer;
import org.apache.spark.deploy.master.Master;
import org.apache.spark.deploy.worker.Worker;

/**
 * Runs Spark's standalone daemons in one JVM: {@code spark-master}, {@code spark-worker}, {@code
 * spark-history}.
 *
 * <p>They are configured as Spark's own scripts do it: by {@code spark-defaults.conf} in the folder
 * that the system property {@code drydock.configuration} names, and the worker also by the
 * environment variables {@code SPARK_WORKER_CORES}, {@code SPARK_WORKER_MEMORY} and {@code
 * SPARK_WORKER_DIR}. Once all of them serve, the file that system property {@code drydock.ready}
 * names is written. SIGTERM ends the JVM, and Spark's shutdown hooks end the executors.
 */
public final class SparkDaemons {
  private static final Pattern REGISTERED =
      Pattern.compile("\"masterwebuiurl\"\\s*:\\s*\"[^\"]+\"");
  private static final int POLL_MILLIS = 50;

  private final Settings settings;
  private final URI master;

  private SparkDaemons(Settings settings) throws StartException {
    this.settings = settings;
    master = settings.address("spark.master");
  }

  public static void main(String[] roles) {
    DaemonStart.run("Spark", () -> startAll(roles));
  }

  private static void startAll(String[] roles)
      throws StartException, IOException, InterruptedException {
    SparkDaemons daemons = new SparkDaemons(Settings.read("spark-defaults.conf"));
    for (String role : roles) {
      daemons.start(role);
    }
    for (String role : roles) {
      daemons.awaitReady(role);
    }
  }

  private void start(String role) {
    String file = settings.file().toString();
    String host = master.getHost();
    switch (role) {
      case "spark-master" ->
          run(
              role,
              () ->
                  Master.main(
                      new String[] {
                        "--host",
                        host,
                        "--port",
                        String.valueOf(master.getPort()),
                        "--properties-file",
                        file
                      }));
      case "spark-worker" ->
          run(
              role,
              () -> {
                awaitMaster();
                Worker.main(
                    new String[] {"--host", host, "--properties-file", file, master.toString()});
              });
      case "spark-history" ->
          run(role, () -> HistoryServer.main(new String[] {"--properties-file", file}));
      default -> throw new IllegalArgumentException("unknown daemon: " + role);
    }
  }

  /** Spark's main methods return only when their daemon ends. Then the others must end too. */
  @SuppressWarnings("SystemExitOutsideMain") // if one daemon ends, the process must end
  private static void run(String role, Daemon daemon) {
    Thread thread =
        new Thread(
            () -> {
              try {
                daemon.run();
              } catch (Exception | Error e) {
                DaemonStart.fail(role, e);
              }
              System.err.println(role + " has ended");
              System.exit(1);
            },
            role);
    thread.start();
  }

  /** A worker that finds no master waits several seconds before it tries again. */
  private void awaitMaster() throws IOException, InterruptedException {
    while (true) {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(master.getHost(), master.getPort()));
        return;
      } catch (ConnectException e) {
        Thread.sleep(POLL_MILLIS);
      }
    }
  }

  private void awaitReady(String role) throws StartException, IOException, InterruptedException {
    switch (role) {
      case "spark-master" ->
          awaitPage("spark.master.ui.port", "/json/", Pattern.compile("workers"));
      case "spark-worker" -> awaitPage("spark.worker.ui.port", "/json/", REGISTERED);
      case "spark-history" ->
          awaitPage("spark.history.ui.port", "/api/v1/applications", Pattern.compile("\\["));
      default -> throw new IllegalArgumentException("unknown daemon: " + role);
    }
  }

  private void awaitPage(String portKey, String path, Pattern expected)
      throws StartException, IOException, InterruptedException {
    String address = "http://" + master.getHost() + ":" + settings.get(portKey) + path;
    while (!expected.matcher(read(URI.create(address))).find()) {
      Thread.sleep(POLL_MILLIS);
    }
  }

  /** The text of a page, empty while nothing answers. */
  private static String read(URI page) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) page.toURL().openConnection();
    try {
      connection.connect();
    } catch (ConnectException e) {
      return "";
    }
    if (connection.getResponseCode() != HttpURLConnection.HTTP_OK) {
      return "";
    }
    return new String(connection.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private interface Daemon {
    void run() throws IOException, InterruptedException;
  }
}
