package dev.drydock.cluster.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.cluster.ClusterException;
import dev.drydock.cluster.Installation;
import dev.drydock.cluster.state.StateFiles;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortsTest {
  @TempDir private Path folder;

  @Test
  void aFreePortIsKeptAcrossRestarts() throws Exception {
    Ports first = Ports.read(folder.resolve("ports.properties"));
    first.choose(List.of("a", "b"), Set.of(), Map.of());
    first.write(folder.resolve("ports.properties"));

    Ports second = Ports.read(folder.resolve("ports.properties"));
    second.choose(List.of("a", "b"), Set.of(), Map.of());

    assertThat(first.get("a")).isNotEqualTo(first.get("b"));
    assertThat(second.get("a")).isEqualTo(first.get("a"));
    assertThat(second.get("b")).isEqualTo(first.get("b"));
  }

  @Test
  void aPortThatHasBeenTakenMeanwhileIsChangedUnlessItsServiceRuns() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int taken = socket.getLocalPort();
      StateFiles.write(folder.resolve("ports.properties"), "a=" + taken + "\n");

      Ports running = Ports.read(folder.resolve("ports.properties"));
      running.choose(List.of("a"), Set.of("a"), Map.of());
      assertThat(running.get("a")).isEqualTo(taken);

      Ports stopped = Ports.read(folder.resolve("ports.properties"));
      stopped.choose(List.of("a"), Set.of(), Map.of());
      assertThat(stopped.get("a")).isNotEqualTo(taken);
    }
  }

  @Test
  void aWantedPortInUseIsNamedWithItsKey() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Ports ports = Ports.read(folder.resolve("ports.properties"));

      assertThatThrownBy(
              () -> ports.choose(List.of("s3"), Set.of(), Map.of("s3", socket.getLocalPort())))
          .isInstanceOf(ClusterException.class)
          .hasMessage(
              "port %d (s3) is in use: choose another with --port s3=N", socket.getLocalPort());
    }
  }

  @Test
  void aPortThatAnotherCommandHasChosenIsLeftToIt() throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    StateFiles.write(folder.resolve("ports.properties"), "a=" + port + "\n");
    Process other =
        new ProcessBuilder(
                Installation.java().toString(),
                "-cp",
                System.getProperty("java.class.path"),
                ClaimCommand.class.getName(),
                String.valueOf(port))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      assertThat(other.inputReader().readLine()).isEqualTo("claimed: true");

      Ports ports = Ports.read(folder.resolve("ports.properties"));
      ports.choose(List.of("a"), Set.of(), Map.of());
      assertThat(ports.get("a")).isNotEqualTo(port);
    } finally {
      other.destroyForcibly().waitFor();
    }

    Ports ports = Ports.read(folder.resolve("ports.properties"));
    ports.choose(List.of("a"), Set.of(), Map.of());
    assertThat(ports.get("a")).isEqualTo(port);
  }

  /** Claims a port and keeps it until it is killed: {@code ClaimCommand PORT}. */
  static final class ClaimCommand {
    private ClaimCommand() {}

    public static void main(String[] arguments) throws Exception {
      System.out.println("claimed: " + PortClaims.claim(Integer.parseInt(arguments[0])));
      System.in.read();
    }
  }

  @Test
  void anUnknownKeyIsRefused() throws Exception {
    Ports ports = Ports.read(folder.resolve("ports.properties"));

    assertThatThrownBy(() -> ports.choose(List.of("s3"), Set.of(), Map.of("s4", 1)))
        .hasMessage("no port is called 's4': use one of s3");
  }
}
