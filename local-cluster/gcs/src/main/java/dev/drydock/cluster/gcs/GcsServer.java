package dev.drydock.cluster.gcs;

import dev.drydock.cluster.gcs.access.Authenticator;
import dev.drydock.cluster.gcs.store.Storage;
import dev.drydock.cluster.google.ApiException;
import dev.drydock.cluster.google.ApiHandler;
import dev.drydock.cluster.google.BrowserGuard;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The HTTP server. It listens on the loopback address. */
final class GcsServer implements AutoCloseable {
  private static final int THREADS = 48;
  private static final int INPUT_BUFFER = 64 * 1024;

  /** In a URL a name of 1,024 bytes is three times as long, and a copy has two names. */
  private static final int LONGEST_HEADERS = 32 * 1024;

  private static final int IDLE_MILLISECONDS = 120_000;

  private final Storage storage;
  private final Routes routes;
  private final Server server;
  private final ServerConnector connector;

  private GcsServer(Storage storage, Routes routes, Server server, ServerConnector connector) {
    this.storage = storage;
    this.routes = routes;
    this.server = server;
    this.connector = connector;
  }

  /**
   * Starts to listen.
   *
   * @param folder of the store, created if it does not exist
   * @param port 0 for a free one
   * @param https where to listen for HTTPS as well
   * @param tokens a handler for requests that need no credential; it leaves all others
   */
  static GcsServer start(
      Path folder,
      int port,
      Optional<Https> https,
      Authenticator authenticator,
      Optional<Handler> tokens)
      throws Exception {
    Storage storage = Storage.open(folder);
    Routes routes = new Routes(storage, authenticator);
    QueuedThreadPool threads = new QueuedThreadPool(THREADS);
    threads.setName("gcs");
    Server server = new Server(threads);
    ServerConnector connector = listen(server, port, new ConnectionFactory[] {http()});
    if (https.isPresent()) {
      listen(server, https.get().port(), https.get().factories());
    }
    Handler.Sequence handlers = new Handler.Sequence();
    tokens.ifPresent(handlers::addHandler);
    handlers.addHandler(new ApiHandler(new GcsApi(authenticator, routes)));
    server.setHandler(new BrowserGuard(handlers));
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

  /**
   * A port for HTTPS.
   *
   * @param keyStore with the server's key and certificate (PKCS #12)
   */
  record Https(int port, Path keyStore, String password) {
    private ConnectionFactory[] factories() {
      SslContextFactory.Server ssl = new SslContextFactory.Server();
      ssl.setKeyStorePath(keyStore.toString());
      ssl.setKeyStorePassword(password);
      HttpConnectionFactory http = http();
      // The certificate is for 127.0.0.1, which clients cannot send as a server name (SNI).
      http.getHttpConfiguration().addCustomizer(new SecureRequestCustomizer(false));
      return new ConnectionFactory[] {
        new SslConnectionFactory(ssl, http.getProtocol()), http,
      };
    }
  }

  private static HttpConnectionFactory http() {
    HttpConfiguration configuration = new HttpConfiguration();
    configuration.setSendServerVersion(false);
    // These are valid names of objects: "a//b", "x/../y", "%2F".
    configuration.setUriCompliance(UriCompliance.UNSAFE);
    configuration.setRequestHeaderSize(LONGEST_HEADERS);
    HttpConnectionFactory http = new HttpConnectionFactory(configuration);
    http.setInputBufferSize(INPUT_BUFFER);
    return http;
  }

  private static ServerConnector listen(Server server, int port, ConnectionFactory[] factories) {
    ServerConnector connector = new ServerConnector(server, 1, 1, factories);
    connector.setHost("127.0.0.1");
    connector.setPort(port);
    connector.setIdleTimeout(IDLE_MILLISECONDS);
    server.addConnector(connector);
    return connector;
  }

  private void sweep() {
    try {
      routes.resumable().sweep();
      storage.sweep();
    } catch (IOException | ApiException e) {
      System.err.println("cannot delete what an earlier run has left: " + e.getMessage());
    }
  }

  int port() {
    return connector.getLocalPort();
  }

  Routes routes() {
    return routes;
  }

  @Override
  public void close() throws IOException {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IOException("the server did not stop", e);
    } finally {
      storage.close();
    }
  }
}
