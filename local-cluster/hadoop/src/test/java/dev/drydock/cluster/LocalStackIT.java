package dev.drydock.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.drydock.cluster.process.ChildProcess;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * LocalStack as a service. Its first use installs 530 MB, so without CI=true it needs an earlier
 * {@code drydock up localstack}.
 */
class LocalStackIT {
  private static LocalCluster cluster;

  @BeforeAll
  static void start() throws Exception {
    Installation installation = Installation.locate();
    assumeTrue(
        "true".equals(System.getenv("CI"))
            || ServiceCatalogue.isInstalled(ServiceName.LOCALSTACK, installation),
        "needs LocalStack: set CI=true to install it");
    cluster = LocalCluster.named(installation, "localstack-" + ProcessHandle.current().pid());
    cluster.up(UpOptions.of(ServiceName.LOCALSTACK), System.err::println);
  }

  @AfterAll
  static void end() throws Exception {
    if (cluster != null) {
      cluster.remove(line -> {});
      assertThat(cluster.directory()).doesNotExist();
    }
  }

  @Test
  void answersOnLoopbackOnly() throws Exception {
    URI endpoint = URI.create(cluster.endpoints().get("localstack"));
    HttpResponse<String> health =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(endpoint.resolve("/_localstack/health")).build(),
                HttpResponse.BodyHandlers.ofString());

    assertThat(health.body()).contains("\"version\": \"4.13.1\"");
    for (InetAddress address : Traces.outsideAddresses()) {
      assertThat(Traces.answers(address, endpoint.getPort())).as("%s", address).isFalse();
    }
  }

  /** Its own doing: nothing of ours stands before it, and a rebound name is not refused. */
  @Test
  void refusesAPageOfAnotherSite() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(cluster.endpoints().get("localstack") + "/_localstack/health"))
            .header("Origin", "https://evil.example")
            .build();

    assertThat(
            HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .statusCode())
        .isEqualTo(403);
  }

  /** Where it keeps them open without a name, so that the folder of the bucket is all to see. */
  @Test
  void keepsObjectsInTheClusterFolder() throws Exception {
    String bucket = "inside-" + ProcessHandle.current().pid();
    try (S3Client s3 = s3(cluster.endpoints().get("localstack"))) {
      s3.createBucket(request -> request.bucket(bucket));
      s3.putObject(
          request -> request.bucket(bucket).key("object"),
          RequestBody.fromBytes(new byte[1 << 20]));
    }

    assertThat(cluster.directory().resolve("data/localstack/s3").resolve(bucket)).isDirectory();
    assertThat(Path.of("/tmp/localstack-s3-storage", bucket)).doesNotExist();
  }

  private static S3Client s3(String endpoint) {
    return S3Client.builder()
        .endpointOverride(URI.create(endpoint))
        .region(Region.US_EAST_1)
        .forcePathStyle(true)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
        .build();
  }

  @Test
  void isWhatTheToolsAskForAllButS3() throws Exception {
    String endpoint = cluster.endpoints().get("localstack");
    assertThat(cluster.environment())
        .containsEntry("AWS_ENDPOINT_URL", endpoint)
        .containsEntry("AWS_ENDPOINT_URL_SQS", endpoint);

    cluster.up(UpOptions.of(ServiceName.S3), System.err::println);

    Map<String, String> both = cluster.environment();
    assertThat(both)
        .containsEntry("AWS_ENDPOINT_URL", cluster.endpoints().get("s3"))
        .containsEntry("AWS_ENDPOINT_URL_SQS", endpoint)
        .doesNotContainKey("AWS_ENDPOINT_URL_S3");
  }

  @Test
  void endsWhenItIsToldTo() throws Exception {
    LocalCluster other =
        LocalCluster.named(
            Installation.locate(), "localstack-end-" + ProcessHandle.current().pid());
    try {
      other.up(UpOptions.of(ServiceName.LOCALSTACK), System.err::println);
      List<ProcessHandle> processes =
          ChildProcess.readAll(other.directory().resolve("processes")).stream()
              .flatMap(child -> child.handle().stream())
              .toList();
      assertThat(processes).hasSize(1);
      assertThat(other.logs(ServiceName.LOCALSTACK)).isNotEmpty();

      other.down(line -> {});

      assertThat(processes).noneMatch(ProcessHandle::isAlive);
      assertThat(Traces.ports(other)).allMatch(Traces::isFree);
      assertThat(other.isUp(ServiceName.LOCALSTACK)).isFalse();
    } finally {
      other.remove(line -> {});
    }
  }
}
