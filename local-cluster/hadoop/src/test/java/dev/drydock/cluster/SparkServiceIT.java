package dev.drydock.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.drydock.cluster.service.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Spark standalone: who may run code on it, and what it remembers. */
class SparkServiceIT {
  private static LocalCluster cluster;

  @TempDir private Path folder;

  @BeforeAll
  static void start() throws Exception {
    cluster = LocalCluster.named(Installation.locate(), "spark-" + ProcessHandle.current().pid());
    cluster.up(UpOptions.of(ServiceName.SPARK), System.err::println);
  }

  @AfterAll
  static void end() throws Exception {
    cluster.remove(line -> {});
  }

  @Test
  void runsAJobAndListsItInTheHistoryServer() throws Exception {
    Path log = folder.resolve("driver.log");
    Process driver = submit(log);

    assertThat(driver.waitFor(2, TimeUnit.MINUTES)).isTrue();

    assertThat(driver.exitValue()).as(Files.readString(log)).isZero();
    try (Stream<Path> parts = Files.list(folder.resolve("out"))) {
      List<Path> files =
          parts.filter(path -> path.getFileName().toString().startsWith("part-")).toList();
      List<String> lines = Files.readAllLines(files.get(0));
      for (Path file : files.subList(1, files.size())) {
        lines.addAll(Files.readAllLines(file));
      }
      assertThat(lines).containsExactlyInAnyOrder("ship\t2", "dock\t1");
    }
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(get("spark.history.web", "/api/v1/applications", "127.0.0.1"))
                    .contains("wordcount of " + folder.resolve("in").toUri()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"spark.authenticate.secret=wrong", "spark.authenticate=false"})
  void refusesADriverThatDoesNotKnowTheSecret(String setting) throws Exception {
    Path log = folder.resolve("driver.log");
    Process driver = submit(log, "--conf", setting);
    try {
      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(
              () ->
                  assertThat(Files.readString(log))
                      .containsAnyOf("Mismatched response", "Expected SaslMessage"));
      assertThat(get("spark.master.web", "/json/", "127.0.0.1"))
          .containsPattern("\"activeapps\" : \\[ *\\]");
    } finally {
      driver.destroyForcibly().waitFor();
    }
  }

  @Test
  void keepsTheSecretToItsOwner() throws Exception {
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(
                    cluster.configuration().resolve("spark-defaults.conf"))))
        .isEqualTo("rw-------");
  }

  private Process submit(Path log, String... options) throws Exception {
    Installation installation = Installation.locate();
    Path in = Files.writeString(folder.resolve("in"), "ship dock ship\n");
    Jvm jvm =
        Jvm.of(installation, RuntimeName.SPARK, "org.apache.spark.deploy.SparkSubmit")
            .append(cluster.configuration())
            // Kryo reaches into these, as Spark's own script lets it.
            .option("--add-opens=java.base/java.nio=ALL-UNNAMED")
            .option("--add-opens=java.base/java.lang.invoke=ALL-UNNAMED")
            .option("--add-opens=java.base/java.util=ALL-UNNAMED")
            .option("--add-opens=java.base/java.lang=ALL-UNNAMED")
            .arguments(List.of(options))
            .arguments(
                List.of(
                    "--class",
                    "dev.drydock.spark.WordCount",
                    installation.sparkJar().toString(),
                    in.toUri().toString(),
                    folder.resolve("out").toUri().toString()));
    ProcessBuilder builder =
        new ProcessBuilder(jvm.command()).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().putAll(cluster.environment());
    return builder.start();
  }

  /** The whole answer; the JDK's own client does not let one forge a Host. */
  private static String get(String port, String path, String host) throws Exception {
    int number = Ports.read(cluster.directory().resolve("ports.properties")).get(port);
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), number)) {
      socket
          .getOutputStream()
          .write(
              ("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IOException("no answer of " + port, e);
    }
  }
}
