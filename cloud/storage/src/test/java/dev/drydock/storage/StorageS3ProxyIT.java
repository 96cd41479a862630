package dev.drydock.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.cloud.Buckets;
import dev.drydock.cloud.Content;
import dev.drydock.cloud.MultipartUploads;
import dev.drydock.cloud.aws.S3Buckets;
import dev.drydock.cluster.LocalCluster;
import dev.drydock.cluster.ServiceName;
import dev.drydock.cluster.junit.LocalClusterTest;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The program on S3Proxy. */
@LocalClusterTest(ServiceName.S3)
final class StorageS3ProxyIT extends StorageContract {
  private final LocalCluster cluster;
  private final String bucket = "storage-" + UUID.randomUUID();
  private Buckets buckets;

  StorageS3ProxyIT(LocalCluster cluster) {
    this.cluster = cluster;
  }

  @BeforeEach
  void connect() throws Exception {
    Map<String, String> settings = cluster.environment();
    buckets =
        S3Buckets.at(
            URI.create(settings.get("AWS_ENDPOINT_URL")),
            settings.get("AWS_REGION"),
            settings.get("AWS_ACCESS_KEY_ID"),
            settings.get("AWS_SECRET_ACCESS_KEY"));
    succeed("mb", "s3://" + bucket);
  }

  @AfterEach
  void disconnect() {
    buckets.close();
  }

  @Override
  StorageProcess program() throws Exception {
    return new StorageProcess(folder.resolve("state"), cluster);
  }

  @Override
  String root() {
    return "s3://" + bucket + "/";
  }

  @Override
  List<String> unfinished() throws Exception {
    return ((MultipartUploads) buckets.open(bucket))
        .unfinished("").stream().map(upload -> upload.name()).toList();
  }

  @Test
  void wrongCredentialsAreOneLine() throws Exception {
    Path file = write(folder.resolve("file"), 10);
    StorageProcess wrong = program().with("AWS_SECRET_ACCESS_KEY", "not-the-secret");
    String line = failure(wrong, "cp", file.toString(), root() + "file");
    assertThat(line).startsWith("drydock: " + root() + "file: access denied");
    assertThat(line).doesNotContain("not-the-secret");
    assertThat(failure(wrong, "ls", root())).contains("access denied");
    assertThat(failure(wrong, "cat", root() + "file")).contains("access denied");
  }

  @Test
  void missingBucketsAreOneLine() throws Exception {
    Path file = write(folder.resolve("file"), 10);
    assertThat(failure("cp", file.toString(), "s3://no-such-bucket-here/x"))
        .contains("s3://no-such-bucket-here")
        .contains("no such bucket");
    assertThat(failure("ls", "s3://no-such-bucket-here")).contains("no such bucket");
    assertThat(failure("mb", "s3://" + bucket)).contains("there is such a bucket");
    succeed("cp", file.toString(), root());
    assertThat(failure("rb", "s3://" + bucket)).contains("remove them first");
  }

  @Test
  void aServiceThatIsDownIsOneLine() throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    StorageProcess down = program().with("AWS_ENDPOINT_URL", "http://127.0.0.1:" + port);
    assertThat(failure(down, "ls", root())).contains("cannot be reached");
    Path many = folder.resolve("many");
    for (int i = 0; i < 50; i++) {
      write(many.resolve("file" + i), 10);
    }
    assertThat(failure(down, "cp", "-r", many.toString(), root())).contains("cannot be reached");
  }

  @Test
  void bytesThatWereChangedInTheStoreAreNotTaken() throws Exception {
    Path large = write(folder.resolve("large"), 60_000_000);
    // In one request, so that the ETag is the MD5 of all bytes.
    buckets.open(bucket).put("large", Content.of(large));
    Path stored = cluster.directory().resolve("data/s3").resolve(bucket).resolve("large");
    byte[] bytes = Files.readAllBytes(stored);
    bytes[40_000_000]++;
    Files.write(stored, bytes);
    Path back = folder.resolve("back/large");
    assertThat(failure("cp", root() + "large", back.toString())).contains("checksum");
    assertThat(back.getParent()).isEmptyDirectory();
  }

  @Test
  void aPresignedUrlWorks() throws Exception {
    Path file = write(folder.resolve("file"), 1000);
    String put = succeed("presign", "--put", root() + "file").output().strip();
    Process upload =
        new ProcessBuilder("curl", "--fail", "--silent", "--upload-file", file.toString(), put)
            .start();
    assertThat(upload.waitFor()).isZero();
    assertThat(succeed("cat", root() + "file").output()).isEqualTo(Files.readString(file));
    String get = succeed("presign", "--expires", "1m", root() + "file").output().strip();
    assertThat(URI.create(get).toURL().openStream().readAllBytes())
        .isEqualTo(Files.readAllBytes(file));
  }
}
