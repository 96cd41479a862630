package dev.drydock.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every service keeps to, in both layouts. */
class ServiceContractIT {
  /** They have tests of their own, which need an installation. */
  private static final Set<ServiceName> FROM_PYPI =
      Set.of(ServiceName.LOCALSTACK, ServiceName.SPARK_YARN);

  private LocalCluster cluster;

  static Stream<Arguments> services() {
    return Stream.concat(
        Arrays.stream(ServiceName.values())
            .filter(service -> !FROM_PYPI.contains(service))
            .map(service -> Arguments.of(service, false)),
        Stream.of(Arguments.of(ServiceName.YARN, true), Arguments.of(ServiceName.SPARK, true)));
  }

  @AfterEach
  void end() throws Exception {
    if (cluster != null) {
      cluster.remove(line -> {});
    }
  }

  @ParameterizedTest(name = "{0}, separate: {1}")
  @MethodSource("services")
  void startsAnswersOnLoopbackOnlyAndLeavesNothing(ServiceName service, boolean separate)
      throws Exception {
    cluster =
        LocalCluster.named(
            Installation.locate(),
            "contract-"
                + service.label()
                + (separate ? "-separate-" : "-")
                + ProcessHandle.current().pid());
    UpOptions options = new UpOptions(Set.of(service), separate, false, Map.of());

    cluster.up(options, System.err::println);

    assertThat(cluster.isUp(service)).isTrue();
    String endpoint = cluster.endpoints().get(service.label());
    int port = URI.create(endpoint.contains("//") ? endpoint : "tcp://" + endpoint).getPort();
    assertThat(Traces.answers(InetAddress.getLoopbackAddress(), port)).isTrue();
    assertThat(outsideListeners()).isEmpty();
    assertThat(Traces.processesOf(cluster.directory())).isNotEmpty();
    assertThat(cluster.residentBytes()).isPositive();
    List<Integer> ports = Traces.ports(cluster);

    cluster.up(options, line -> assertThat(line).as("nothing to start").isEmpty());

    cluster.down(line -> {});

    assertThat(cluster.isUp(service)).isFalse();
    assertThat(Traces.processesOf(cluster.directory())).isEmpty();
    assertThat(ports).allMatch(Traces::isFree);

    cluster.down(line -> assertThat(line).as("nothing to end").isEmpty());
  }

  /** Ports of the cluster that a neighbour on the network can reach. */
  private List<String> outsideListeners() throws Exception {
    List<String> reached = new ArrayList<>();
    for (InetAddress address : Traces.outsideAddresses()) {
      for (int port : Traces.ports(cluster)) {
        if (Traces.answers(address, port)) {
          reached.add(address + ":" + port);
        }
      }
    }
    return reached;
  }

  @ParameterizedTest
  @ValueSource(strings = {"hdfs", "s3"})
  void filesOutliveARestartButNotAFreshStart(String service) throws Exception {
    ServiceName name = ServiceName.parse(service);
    cluster =
        LocalCluster.named(
            Installation.locate(), "kept-" + service + "-" + ProcessHandle.current().pid());
    cluster.up(UpOptions.of(name), System.err::println);
    String endpoint = cluster.endpoints().get(service);
    Path file = new Path((name == ServiceName.S3 ? "s3a://drydock" : endpoint) + "/kept");
    try (FileSystem files = files(file)) {
      files.create(file).close();
    }

    cluster.down(line -> {});
    cluster.up(UpOptions.of(name), System.err::println);

    assertThat(cluster.endpoints()).containsEntry(service, endpoint);
    try (FileSystem files = files(file)) {
      assertThat(files.exists(file)).isTrue();
    }

    cluster.up(new UpOptions(Set.of(name), false, true, Map.of()), System.err::println);

    try (FileSystem files = files(file)) {
      assertThat(files.exists(file)).isFalse();
    }
  }

  private FileSystem files(Path path) throws Exception {
    Configuration configuration = new Configuration();
    for (String file : List.of("core-site.xml", "hdfs-site.xml")) {
      configuration.addResource(new Path(cluster.configuration().resolve(file).toUri()));
    }
    return FileSystem.newInstance(path.toUri(), configuration);
  }

  @Test
  void objectsOutliveARestartButNotAFreshStart() throws Exception {
    cluster =
        LocalCluster.named(Installation.locate(), "kept-gcs-" + ProcessHandle.current().pid());
    cluster.up(UpOptions.of(ServiceName.GCS), System.err::println);
    Map<String, String> before = cluster.environment();
    assertThat(
            gcs(
                before.get("STORAGE_EMULATOR_HOST")
                    + "/upload/storage/v1/b/drydock/o?uploadType=media&name=kept",
                "POST"))
        .isEqualTo(200);

    cluster.down(line -> {});
    cluster.up(UpOptions.of(ServiceName.GCS), System.err::println);

    assertThat(cluster.environment()).isEqualTo(before);
    String object = before.get("STORAGE_EMULATOR_HOST") + "/storage/v1/b/drydock/o/kept";
    assertThat(gcs(object, "GET")).isEqualTo(200);

    cluster.up(new UpOptions(Set.of(ServiceName.GCS), false, true, Map.of()), System.err::println);

    assertThat(gcs(object, "GET")).isEqualTo(404);
  }

  private static int gcs(String url, String method) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(url))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build(),
            HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }
}
