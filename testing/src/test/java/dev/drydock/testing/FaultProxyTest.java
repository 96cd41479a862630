package dev.drydock.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FaultProxyTest {
  private static final String BODY = "x".repeat(100_000);

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private HttpServer server;
  private FaultProxy proxy;

  /** A server that answers with what it was sent. */
  @BeforeEach
  void start() throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] body = exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    proxy = new FaultProxy(URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/x"));
  }

  @AfterEach
  void stop() throws Exception {
    proxy.close();
    server.stop(0);
  }

  private HttpResponse<String> post() throws Exception {
    return client.send(
        HttpRequest.newBuilder(proxy.uri()).POST(BodyPublishers.ofString(BODY)).build(),
        BodyHandlers.ofString());
  }

  @Test
  void passesOnAllBytes() throws Exception {
    assertThat(post().body()).isEqualTo(BODY);
    assertThat(proxy.uri().getPath()).isEqualTo("/x");
    assertThat(proxy.connections()).isEqualTo(1);
    assertThat(proxy.connections()).isZero();
  }

  @Test
  void resetsConnectionsInEachDirection() throws Exception {
    proxy.resetUpAfter(50_000, 1);
    assertThat(catchThrowable(this::post)).isInstanceOf(IOException.class);
    proxy.resetDownAfter(50_000, 1);
    assertThat(catchThrowable(this::post)).isInstanceOf(IOException.class);
    assertThat(post().body()).isEqualTo(BODY);
  }

  @Test
  void changesAByteInEachDirection() throws Exception {
    proxy.changeUp(50_000);
    assertThat(post().body()).hasSameSizeAs(BODY).isNotEqualTo(BODY);
    proxy.changeDown(50_000);
    assertThat(post().body()).hasSameSizeAs(BODY).isNotEqualTo(BODY);
    assertThat(post().body()).isEqualTo(BODY);
  }

  @Test
  void answersInsteadOfTheServer() throws Exception {
    proxy.answer("HTTP/1.1 503 No\r\nConnection: close\r\nContent-Length: 0\r\n\r\n", 5);
    assertThat(post().statusCode()).isEqualTo(503);
    proxy.heal();
    assertThat(post().statusCode()).isEqualTo(200);
  }
}
