package dev.drydock.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class HttpProgramTest {
  @Test
  void isReadyWhenItsAddressAnswersWithSuccess() throws Exception {
    AtomicInteger status = new AtomicInteger(503);
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(status.get(), -1);
          exchange.close();
        });
    URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/ready");
    HttpProgram program = new HttpProgram("program", List.of(), Map.of(), address);
    server.start();
    try {
      assertThat(program.answers()).as("503").isFalse();
      status.set(200);
      assertThat(program.answers()).as("200").isTrue();
    } finally {
      server.stop(0);
    }
    assertThat(program.answers()).as("nobody there").isFalse();
  }
}
