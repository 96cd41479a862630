package dev.drydock.cluster.service;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.drydock.cluster.service.Program.CommandProgram;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadinessTest {
  @TempDir private Path folder;
  private Readiness.Probe probe;

  @BeforeEach
  void makeProbe() throws Exception {
    Path log = Files.writeString(folder.resolve("daemon.log"), "ready, said an earlier one\n");
    probe = new Readiness.Probe(folder.resolve("daemon.ready"), log, Files.size(log));
  }

  private boolean ready(Readiness readiness) throws InterruptedException {
    return readiness.isReady(probe);
  }

  @Test
  void fileMustExist() throws Exception {
    assertThat(ready(Readiness.file())).isFalse();
    Files.createFile(probe.readyFile());
    assertThat(ready(Readiness.file())).isTrue();
  }

  @Test
  void addressMustAnswerWithOneOfTheStatuses() throws Exception {
    AtomicInteger status = new AtomicInteger(503);
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(status.get(), -1);
          exchange.close();
        });
    server.start();
    URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/ready");
    Readiness readiness = Readiness.http(address, Set.of(200, 401));
    try {
      assertThat(ready(readiness)).as("503").isFalse();
      status.set(401);
      assertThat(ready(readiness)).as("401").isTrue();
    } finally {
      server.stop(0);
    }
    assertThat(ready(readiness)).as("nobody listens").isFalse();
  }

  @Test
  void portMustAccept() throws Exception {
    int port;
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = server.getLocalPort();
      assertThat(ready(Readiness.port(port))).isTrue();
    }
    assertThat(ready(Readiness.port(port))).isFalse();
  }

  @Test
  void portMustReplyAsExpected() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread answering =
          new Thread(
              () -> {
                for (String answer : List.of("-LOADING\r\n", "+PONG\r\n")) {
                  try (Socket client = server.accept()) {
                    client.getInputStream().readNBytes("PING\r\n".length());
                    client.getOutputStream().write(answer.getBytes(US_ASCII));
                  } catch (java.io.IOException e) {
                    return;
                  }
                }
              });
      answering.start();
      Readiness readiness = Readiness.reply(server.getLocalPort(), "PING\r\n", "+PONG");
      assertThat(ready(readiness)).as("-LOADING").isFalse();
      assertThat(ready(readiness)).as("+PONG").isTrue();
      answering.join();
    }
  }

  @Test
  void lineMustBeInTheDaemonsOwnOutput() throws Exception {
    Readiness readiness = Readiness.logLine(Pattern.compile("^ready"));
    assertThat(ready(readiness)).as("an earlier process wrote it").isFalse();
    Files.writeString(probe.log(), Files.readString(probe.log()) + "starting\nready now\n");
    assertThat(ready(readiness)).isTrue();
  }

  @Test
  void commandMustSucceed() throws Exception {
    Path file = folder.resolve("made");
    Readiness readiness =
        Readiness.command(
            new CommandProgram("check", List.of("sh", "-c", "test -f $FILE"), file(file)));
    assertThat(ready(readiness)).isFalse();
    Files.createFile(file);
    assertThat(ready(readiness)).isTrue();
  }

  private static Map<String, String> file(Path file) {
    return Map.of("FILE", file.toString());
  }
}
