package dev.drydock.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.cluster.junit.LocalClusterTest;
import dev.drydock.cluster.service.Ports;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tries what a page of another web site could do through the browser of who runs a cluster. */
@LocalClusterTest({ServiceName.HDFS, ServiceName.YARN, ServiceName.S3, ServiceName.GCS})
class BrowserIT {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "hdfs.namenode.http",
        "hdfs.datanode.http",
        "yarn.resourcemanager.http",
        "yarn.nodemanager.http",
        "yarn.history.http"
      })
  void pagesAnswerTheirUserAndNoOtherSite(String port, LocalCluster cluster) throws Exception {
    int number = port(cluster, port);
    String loopback = "127.0.0.1:" + number;

    assertThat(request(number, "GET", "/", loopback, "Accept: */*"))
        .as("its user")
        .doesNotContain(" 403 ");
    assertThat(request(number, "GET", "/", "rebound.example:" + number, "Accept: */*"))
        .as("DNS rebinding")
        .contains(" 403 ");
    assertThat(request(number, "GET", "/", loopback, "Origin: https://evil.example"))
        .as("script of another site")
        .contains(" 403 ");
    assertThat(request(number, "GET", "/", loopback, "Origin: null"))
        .as("script in a sandbox")
        .contains(" 403 ");
    assertThat(request(number, "GET", "/logLevel", loopback, "Sec-Fetch-Site: cross-site"))
        .as("image or link of another site")
        .contains(" 403 ");
  }

  @Test
  void noPageDeletesAFile(LocalCluster cluster) throws Exception {
    Configuration configuration = new Configuration(false);
    configuration.addResource(new Path(cluster.configuration().resolve("core-site.xml").toUri()));
    String name = "/browser-" + ProcessHandle.current().pid();
    try (FileSystem files =
        FileSystem.newInstance(URI.create(cluster.endpoints().get("hdfs")), configuration)) {
      files.create(new Path(name)).close();
      int port = port(cluster, "hdfs.namenode.http");
      String delete =
          "/webhdfs/v1" + name + "?op=DELETE&user.name=" + System.getProperty("user.name");

      assertThat(
              request(port, "DELETE", delete, "127.0.0.1:" + port, "Origin: https://evil.example"))
          .contains(" 403 ");
      assertThat(request(port, "DELETE", delete, "rebound.example", "Accept: */*"))
          .contains(" 403 ");
      assertThat(files.exists(new Path(name))).isTrue();

      assertThat(request(port, "DELETE", delete, "127.0.0.1:" + port, "Accept: */*"))
          .as("a program of this user's")
          .contains(" 200 ");
      assertThat(files.exists(new Path(name))).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/ws/v1/cluster/apps/new-application", "/ws/v1/cluster/apps"})
  void nobodySubmitsAnApplicationByHttp(String path, LocalCluster cluster) throws Exception {
    int port = port(cluster, "yarn.resourcemanager.http");

    assertThat(request(port, "POST", path, "127.0.0.1:" + port, "Content-Type: application/json"))
        .contains(" 403 ");
  }

  @Test
  void s3AnswersNothingWithoutASignature(LocalCluster cluster) throws Exception {
    int port = port(cluster, "s3");

    assertThat(request(port, "GET", "/drydock", "127.0.0.1:" + port, "Accept: */*"))
        .contains(" 403 ");
    assertThat(request(port, "DELETE", "/drydock", "127.0.0.1:" + port, "Accept: */*"))
        .contains(" 403 ");
  }

  @Test
  void gcsAnswersNothingWithoutAToken(LocalCluster cluster) throws Exception {
    int port = port(cluster, "gcs");
    String loopback = "127.0.0.1:" + port;

    assertThat(request(port, "GET", "/storage/v1/b/drydock", loopback, "Accept: */*"))
        .contains(" 401 ");
    assertThat(request(port, "DELETE", "/drydock", loopback, "Accept: */*")).contains(" 401 ");
  }

  @Test
  void gcsAnswersNoPageOfAnotherSite(LocalCluster cluster) throws Exception {
    int port = port(cluster, "gcs");
    String loopback = "127.0.0.1:" + port;
    String path =
        URI.create(cluster.environment().get("STORAGE_EMULATOR_HOST")).getPath()
            + "/storage/v1/b/drydock";

    assertThat(request(port, "GET", path, loopback, "Accept: */*"))
        .as("its user")
        .contains(" 200 ");
    assertThat(request(port, "GET", path, "rebound.example:" + port, "Accept: */*"))
        .as("DNS rebinding")
        .contains(" 403 ");
    assertThat(request(port, "GET", path, loopback, "Origin: https://evil.example"))
        .as("script of another site")
        .contains(" 403 ");
    assertThat(request(port, "GET", path, loopback, "Sec-Fetch-Site: cross-site"))
        .as("image or link of another site")
        .contains(" 403 ");
  }

  private static int port(LocalCluster cluster, String key) throws ClusterException {
    return Ports.read(cluster.directory().resolve("ports.properties")).get(key);
  }

  /**
   * The status line of the answer. Written by hand, for HTTP clients do not let these headers be
   * forged.
   */
  private static String request(int port, String method, String path, String host, String header)
      throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(20_000);
      String text =
          method
              + " "
              + path
              + " HTTP/1.1\r\nHost: "
              + host
              + "\r\n"
              + header
              + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
      return new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1))
          .readLine();
    }
  }
}
