package dev.drydock.cluster.gcs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The server, listening on the loopback address. */
final class GcsServer implements AutoCloseable {
  private static final int THREADS = 48;
  private static final int INPUT_BUFFER = 64 * 1024;

  /** A name of 1,024 bytes is three times as long in a URL, and a copy has two. */
  private static final int LONGEST_HEADERS = 32 * 1024;

  private static final int IDLE_MILLISECONDS = 120_000;

  private final Storage storage;
  private final Routes routes;
  private final Server server;
  private final ServerConnector connector;

  private GcsServer(
      Storage storage, Routes routes, Server server, ServerConnector connector) {
    this.storage = storage;
    this.routes = routes;
    this.server = server;
    this.connector = connector;
  }

  /**
   * Starts to listen.
   *
   * @param folder of the store, made if it is not there
   * @param port 0 for a free one
   * @param tokens answers what needs no authentication, and leaves everything else
   */
  static GcsServer start(
      Path folder, int port, Authenticator authenticator, Optional<Handler> tokens)
      throws Exception {
    Storage storage = Storage.open(folder);
    Routes routes = new Routes(storage);
    QueuedThreadPool threads = new QueuedThreadPool(THREADS);
    threads.setName("gcs");
    Server server = new Server(threads);
    HttpConfiguration configuration = new HttpConfiguration();
    configuration.setSendServerVersion(false);
    // Names of objects are what they are: "a//b", "x/../y", "%2F".
    configuration.setUriCompliance(UriCompliance.UNSAFE);
    configuration.setRequestHeaderSize(LONGEST_HEADERS);
    HttpConnectionFactory http = new HttpConnectionFactory(configuration);
    http.setInputBufferSize(INPUT_BUFFER);
    ServerConnector connector = new ServerConnector(server, 1, 1, http);
    connector.setHost("127.0.0.1");
    connector.setPort(port);
    connector.setIdleTimeout(IDLE_MILLISECONDS);
    server.addConnector(connector);
    Handler.Sequence handlers = new Handler.Sequence();
    tokens.ifPresent(handlers::addHandler);
    handlers.addHandler(new GcsHandler(authenticator, routes));
    server.setHandler(handlers);
    GcsServer started = new GcsServer(storage, routes, server, connector);
    try {
      server.start();
    } catch (Exception e) {
      storage.close();
      throw e;
    }
    Thread sweep = new Thread(started::sweep, "sweep");
    sweep.setDaemon(true);
    sweep.start();
    return started;
  }

  private void sweep() {
    try {
      routes.resumable().sweep();
      storage.sweep();
    } catch (IOException | ApiException e) {
      System.err.println("what an earlier run has left could not be swept: " + e.getMessage());
    }
  }

  int port() {
    return connector.getLocalPort();
  }

  Routes routes() {
    return routes;
  }

  @Override
  public void close() throws Exception {
    server.stop();
    storage.close();
  }
}
