package dev.drydock.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.cluster.junit.LocalClusterTest;
import dev.drydock.cluster.service.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Sends to every server what a browser on this machine would send for its user, and for a web page
 * of someone else.
 */
@LocalClusterTest({
  ServiceName.HDFS,
  ServiceName.YARN,
  ServiceName.SPARK,
  ServiceName.S3,
  ServiceName.GCS
})
class BrowserIT {
  private static final List<String> SERVERS =
      List.of(
          "hdfs.namenode.http",
          "hdfs.datanode.http",
          "yarn.resourcemanager.http",
          "yarn.nodemanager.http",
          "yarn.history.http",
          "spark.master.web",
          "spark.worker.web",
          "spark.history.web",
          "gcs");

  private static final String LINK = "\nSec-Fetch-Mode: navigate\nSec-Fetch-Dest: document";

  /**
   * A request.
   *
   * @param host PORT stands for the port of the server, here and in the headers
   * @param headers one a line
   */
  private record Sent(String what, String method, String host, String headers) {
    @Override
    public String toString() {
      return what;
    }
  }

  private static final List<Sent> ANSWERED =
      List.of(
          new Sent("a program", "GET", "127.0.0.1:PORT", "Accept: */*"),
          new Sent("a typed address", "GET", "127.0.0.1:PORT", "Sec-Fetch-Site: none" + LINK),
          new Sent("a typed name", "GET", "localhost:PORT", "Sec-Fetch-Site: none" + LINK),
          new Sent("its own page", "GET", "127.0.0.1:PORT", "Sec-Fetch-Site: same-origin"),
          new Sent(
              "a script of its own page",
              "GET",
              "localhost:PORT",
              "Origin: http://localhost:PORT\nSec-Fetch-Site: same-origin"),
          new Sent(
              "a link on a page of another server here",
              "GET",
              "127.0.0.1:PORT",
              "Sec-Fetch-Site: same-site" + LINK),
          new Sent(
              "a link on another site",
              "GET",
              "127.0.0.1:PORT",
              "Sec-Fetch-Site: cross-site" + LINK));

  private static final List<Sent> REFUSED =
      List.of(
          new Sent("DNS rebinding", "GET", "rebound.example:PORT", "Sec-Fetch-Site: same-origin"),
          new Sent(
              "DNS rebinding by a link", "GET", "rebound.example:PORT", "Sec-Fetch-Site: none"),
          new Sent(
              "a script of another site",
              "GET",
              "127.0.0.1:PORT",
              "Origin: https://evil.example\nSec-Fetch-Site: cross-site"),
          new Sent(
              "a script of an old browser", "GET", "127.0.0.1:PORT", "Origin: http://e.example"),
          new Sent("a script in a sandbox", "GET", "127.0.0.1:PORT", "Origin: null"),
          new Sent(
              "a script of another server here",
              "GET",
              "127.0.0.1:PORT",
              "Origin: http://127.0.0.1:1\nSec-Fetch-Site: same-site"),
          new Sent(
              "a script of another name of this machine",
              "GET",
              "127.0.0.1:PORT",
              "Origin: http://localhost:PORT\nSec-Fetch-Site: cross-site"),
          new Sent(
              "a preflight request",
              "OPTIONS",
              "127.0.0.1:PORT",
              "Origin: https://evil.example\nAccess-Control-Request-Method: PUT"),
          new Sent(
              "an image of another site",
              "GET",
              "127.0.0.1:PORT",
              "Sec-Fetch-Site: cross-site\nSec-Fetch-Mode: no-cors\nSec-Fetch-Dest: image"),
          new Sent(
              "an image of another server here",
              "GET",
              "127.0.0.1:PORT",
              "Sec-Fetch-Site: same-site\nSec-Fetch-Mode: no-cors\nSec-Fetch-Dest: image"),
          new Sent(
              "a frame of another site",
              "GET",
              "127.0.0.1:PORT",
              "Sec-Fetch-Site: cross-site\nSec-Fetch-Mode: navigate\nSec-Fetch-Dest: iframe"),
          new Sent(
              "a form of another site",
              "POST",
              "127.0.0.1:PORT",
              "Content-Type: text/plain\nOrigin: https://evil.example\nSec-Fetch-Site: cross-site"
                  + LINK),
          new Sent(
              "a form that hides its origin",
              "POST",
              "127.0.0.1:PORT",
              "Content-Type: text/plain\nOrigin: null\nSec-Fetch-Site: cross-site" + LINK));

  private static Stream<Arguments> answered() {
    return everywhere(ANSWERED);
  }

  private static Stream<Arguments> refused() {
    return everywhere(REFUSED);
  }

  private static Stream<Arguments> everywhere(List<Sent> requests) {
    return SERVERS.stream()
        .flatMap(server -> requests.stream().map(sent -> Arguments.of(server, sent)));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("answered")
  void theUserIsAnswered(String server, Sent sent, LocalCluster cluster) throws Exception {
    assertThat(send(port(cluster, server), sent, page(server, cluster)))
        .containsPattern("^HTTP/1.1 (200|302) ");
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("refused")
  void pagesOfOthersAreRefused(String server, Sent sent, LocalCluster cluster) throws Exception {
    String answer = send(port(cluster, server), sent, page(server, cluster));

    assertThat(answer).startsWith("HTTP/1.1 403 ");
    // Jetty's servlets send no text in reply to OPTIONS.
    if (!sent.method().equals("OPTIONS")) {
      assertThat(answer)
          .containsAnyOf(
              "use 127.0.0.1 or localhost in the address",
              "this server does not answer web pages of another origin");
    }
  }

  /** S3Proxy takes no filter. No page can sign a request, so all of these are refused as well. */
  @ParameterizedTest
  @FieldSource({"ANSWERED", "REFUSED"})
  void s3AnswersNothingWithoutASignature(Sent sent, LocalCluster cluster) throws Exception {
    assertThat(send(port(cluster, "s3"), sent, "/drydock/"))
        .startsWith("HTTP/1.1 " + (sent.method().equals("POST") ? "400 " : "403 "));
  }

  @Test
  void gcsAnswersNothingWithoutAToken(LocalCluster cluster) throws Exception {
    int port = port(cluster, "gcs");

    assertThat(request(port, "GET", "/storage/v1/b/drydock", "Accept: */*"))
        .startsWith("HTTP/1.1 401 ");
    assertThat(request(port, "DELETE", "/drydock", "Accept: */*")).startsWith("HTTP/1.1 401 ");
  }

  /** The page that a user would open; for Cloud Storage with the secret that stands for a token. */
  private static String page(String server, LocalCluster cluster) throws ClusterException {
    return server.equals("gcs")
        ? URI.create(cluster.environment().get("STORAGE_EMULATOR_HOST")).getPath()
            + "/storage/v1/b/drydock"
        : "/";
  }

  @Test
  void onlyProgramsDeleteFiles(LocalCluster cluster) throws Exception {
    String name = "/browser-" + ProcessHandle.current().pid();
    try (FileSystem files = files(cluster)) {
      files.create(new Path(name)).close();
      int port = port(cluster, "hdfs.namenode.http");
      String delete = webHdfs(name, "DELETE");

      assertThat(request(port, "DELETE", delete, "Origin: https://evil.example"))
          .startsWith("HTTP/1.1 403 ");
      assertThat(files.exists(new Path(name))).isTrue();

      assertThat(request(port, "DELETE", delete, "Accept: */*")).startsWith("HTTP/1.1 200 ");
      assertThat(files.exists(new Path(name))).isFalse();
    }
  }

  /** The NameNode sends its user's browser to the DataNode, by a link and by its page's script. */
  @Test
  void thePageOfTheNameNodeReadsAndWritesFiles(LocalCluster cluster) throws Exception {
    String name = "/browsed-" + ProcessHandle.current().pid();
    int nameNode = port(cluster, "hdfs.namenode.http");
    int dataNode = port(cluster, "hdfs.datanode.http");
    String page = "Origin: http://127.0.0.1:" + nameNode + "\nSec-Fetch-Site: same-site";

    String created = request(nameNode, "PUT", webHdfs(name, "CREATE"), "Accept: */*");
    URI upload = location(created);
    assertThat(upload.getPort()).isEqualTo(dataNode);
    assertThat(
            request(
                dataNode, "OPTIONS", target(upload), page + "\nAccess-Control-Request-Method: PUT"))
        .startsWith("HTTP/1.1 200 ")
        .containsIgnoringCase("access-control-allow-origin: *");
    assertThat(request(dataNode, "PUT", target(upload), page)).contains("HTTP/1.1 201 ");

    URI download = location(request(nameNode, "GET", webHdfs(name, "OPEN"), "Accept: */*"));
    assertThat(request(dataNode, "GET", target(download), page)).startsWith("HTTP/1.1 200 ");
    assertThat(request(dataNode, "GET", target(download), "Sec-Fetch-Site: same-site" + LINK))
        .startsWith("HTTP/1.1 200 ");
    assertThat(
            request(
                dataNode, "GET", target(download), "Origin: http://127.0.0.1:" + (nameNode - 1)))
        .startsWith("HTTP/1.1 403 ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/ws/v1/cluster/apps/new-application",
        "/ws/v1/cluster/apps",
        "/webhdfs/../ws/v1/cluster/apps/new-application",
        "/webhdfs/%2e%2e/ws/v1/cluster/apps/new-application"
      })
  void nobodySubmitsAnApplicationByHttp(String path, LocalCluster cluster) throws Exception {
    assertThat(
            request(
                port(cluster, "yarn.resourcemanager.http"),
                "POST",
                path,
                "Content-Type: application/json"))
        .startsWith("HTTP/1.1 403 ");
  }

  /** Hadoop's pages change log levels, and delete damaged files, on GET. */
  @ParameterizedTest
  @ValueSource(strings = {"/logLevel?log=a&level=DEBUG", "/fsck?path=/&delete=1"})
  void aLinkOnAnotherSiteChangesNothing(String path, LocalCluster cluster) throws Exception {
    assertThat(
            request(
                port(cluster, "hdfs.namenode.http"),
                "GET",
                path,
                "Sec-Fetch-Site: cross-site" + LINK))
        .startsWith("HTTP/1.1 403 ")
        .contains("a link on another site may not pass parameters to this server");
  }

  private static FileSystem files(LocalCluster cluster) throws Exception {
    Configuration configuration = new Configuration(false);
    configuration.addResource(new Path(cluster.configuration().resolve("core-site.xml").toUri()));
    return FileSystem.newInstance(URI.create(cluster.endpoints().get("hdfs")), configuration);
  }

  private static String webHdfs(String name, String operation) {
    return "/webhdfs/v1"
        + name
        + "?op="
        + operation
        + "&user.name="
        + System.getProperty("user.name");
  }

  private static URI location(String answer) {
    return answer
        .lines()
        .filter(line -> line.startsWith("Location: "))
        .map(line -> URI.create(line.substring("Location: ".length())))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no redirection: " + answer));
  }

  private static String target(URI address) {
    return address.getRawPath() + "?" + address.getRawQuery();
  }

  private static int port(LocalCluster cluster, String key) throws ClusterException {
    return Ports.read(cluster.directory().resolve("ports.properties")).get(key);
  }

  private static String request(int port, String method, String path, String headers)
      throws IOException {
    return send(port, new Sent("", method, "127.0.0.1:PORT", headers), path);
  }

  /** The whole answer. Written by hand, because HTTP clients do not let these headers be forged. */
  private static String send(int port, Sent sent, String path) throws IOException {
    StringBuilder text = new StringBuilder(sent.method() + " " + path + " HTTP/1.1\r\n");
    text.append("Host: ").append(sent.host()).append("\r\n");
    Arrays.stream(sent.headers().split("\n", -1))
        .forEach(header -> text.append(header).append("\r\n"));
    text.append("Content-Length: 0\r\nConnection: close\r\n\r\n");
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(20_000);
      socket
          .getOutputStream()
          .write(
              text.toString()
                  .replace("PORT", Integer.toString(port))
                  .getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
