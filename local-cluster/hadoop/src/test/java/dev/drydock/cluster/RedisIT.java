package dev.drydock.cluster;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import java.net.URI;
import org.junit.jupiter.api.Test;

class RedisIT {
  private LocalCluster cluster;

  @Test
  void keepsItsDataAcrossRestartsAndAsksForThePassword() throws Exception {
    cluster = LocalCluster.named(Installation.locate(), "redis-" + ProcessHandle.current().pid());
    try {
      cluster.up(UpOptions.of(ServiceName.REDIS), System.err::println);
      assertThat(ask("PING")).startsWith("-NOAUTH ");
      assertThat(ask("AUTH wrong")).startsWith("-WRONGPASS ");
      assertThat(ask(auth() + "SET dish salad")).isEqualTo("+OK+OK");

      cluster.down(line -> {});
      cluster.up(UpOptions.of(ServiceName.REDIS), System.err::println);
      assertThat(ask(auth() + "GET dish")).isEqualTo("+OK$5salad");

      cluster.up(UpOptions.of(ServiceName.REDIS).withFreshData(), System.err::println);
      assertThat(ask(auth() + "GET dish")).isEqualTo("+OK$-1");
    } finally {
      cluster.remove(line -> {});
    }
  }

  private URI url() throws ClusterException {
    return URI.create(cluster.environment().get("REDIS_URL"));
  }

  private String auth() throws ClusterException {
    return "AUTH " + url().getUserInfo().substring(1) + "\r\n";
  }

  /** What it answers, without the ends of lines. */
  private String ask(String commands) throws Exception {
    try (Socket socket = new Socket(url().getHost(), url().getPort())) {
      socket.getOutputStream().write((commands + "\r\nQUIT\r\n").getBytes(US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), US_ASCII);
      return answer.replace("\r\n", "").replaceFirst("\\+OK$", "");
    }
  }
}
