package dev.drydock.cloud.google.storage;

import static org.assertj.core.api.Assertions.fail;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.abort;

import com.sun.net.httpserver.HttpServer;
import dev.drydock.cluster.ClusterException;
import dev.drydock.cluster.GoTool;
import dev.drydock.cluster.Installation;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.TimeUnit;

/** fake-gcs-server, built with Go and started on a free port, with its objects in memory. */
final class FakeGcsServer {
  private final Process process;
  private final int port;
  private final HttpServer tokens;
  private final Path keyFile;

  private FakeGcsServer(Process process, int port, HttpServer tokens, Path keyFile) {
    this.process = process;
    this.port = port;
    this.tokens = tokens;
    this.keyFile = keyFile;
  }

  static FakeGcsServer start(Path folder) throws Exception {
    Path program = install();
    int port = freePort();
    String address = "127.0.0.1:" + port;
    Path log = folder.resolve("fake-gcs-server.log");
    Process process =
        new ProcessBuilder(
                program.toString(),
                "-scheme",
                "http",
                "-host",
                "127.0.0.1",
                "-port",
                Integer.toString(port),
                "-backend",
                "memory",
                "-public-host",
                address,
                "-external-url",
                "http://" + address)
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    HttpServer tokens = tokenEndpoint();
    FakeGcsServer server =
        new FakeGcsServer(process, port, tokens, writeKey(folder, tokens.getAddress().getPort()));
    await("fake-gcs-server, see " + log)
        .atMost(Duration.ofSeconds(30))
        .until(() -> !process.isAlive() || server.answers());
    if (!process.isAlive()) {
      fail("fake-gcs-server has ended: " + Files.readString(log));
    }
    return server;
  }

  /** Builds it once for each version, which takes minutes. */
  private static Path install() throws Exception {
    try {
      return GoTool.of(Installation.locate(), "fake-gcs-server").prepare(System.err::println);
    } catch (ClusterException e) {
      return without(e.getMessage());
    }
  }

  private static Path without(String reason) {
    if ("true".equals(System.getenv("CI"))) {
      return fail(reason);
    }
    return abort(reason);
  }

  /** The server accepts any token and gives none, but the client requests one with its key. */
  private static HttpServer tokenEndpoint() throws IOException {
    HttpServer tokens =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    byte[] token =
        "{\"access_token\":\"any\",\"token_type\":\"Bearer\",\"expires_in\":3600}"
            .getBytes(StandardCharsets.UTF_8);
    tokens.createContext(
        "/token",
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, token.length);
          exchange.getResponseBody().write(token);
          exchange.close();
        });
    tokens.start();
    return tokens;
  }

  private static Path writeKey(Path folder, int tokenPort) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    String key =
        Base64.getEncoder().encodeToString(generator.generateKeyPair().getPrivate().getEncoded());
    return Files.writeString(
        folder.resolve("key.json"),
        """
        {"type": "service_account", "project_id": "drydock", "private_key_id": "1",
         "private_key": "-----BEGIN PRIVATE KEY-----\\n%s\\n-----END PRIVATE KEY-----\\n",
         "client_email": "drydock@drydock.iam.gserviceaccount.com", "client_id": "1",
         "token_uri": "http://127.0.0.1:%d/token"}
        """
            .formatted(key, tokenPort));
  }

  Path keyFile() {
    return keyFile;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private boolean answers() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  String endpoint() {
    return "http://127.0.0.1:" + port;
  }

  void stop() throws InterruptedException {
    tokens.stop(0);
    process.destroy();
    if (!process.waitFor(10, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
  }
}
