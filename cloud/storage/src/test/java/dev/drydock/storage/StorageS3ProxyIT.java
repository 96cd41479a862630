package dev.drydock.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.cloud.aws.s3.S3Buckets;
import dev.drydock.cloud.objects.Content;
import dev.drydock.cluster.LocalCluster;
import dev.drydock.cluster.ServiceName;
import dev.drydock.cluster.junit.LocalClusterTest;
import dev.drydock.storage.StorageProcess.Outcome;
import dev.drydock.testing.FaultProxy;
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
final class StorageS3ProxyIT extends CloudContract {
  private static final int NAMES = 10_000;

  private final LocalCluster cluster;
  private final String bucket = "storage-" + UUID.randomUUID();
  private S3Buckets buckets;

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
    return buckets.open(bucket).unfinished("").stream().map(upload -> upload.name()).toList();
  }

  @Override
  FaultProxy proxy() throws Exception {
    return new FaultProxy(URI.create(cluster.environment().get("AWS_ENDPOINT_URL")));
  }

  @Override
  StorageProcess through(FaultProxy proxy) throws Exception {
    return program().with("AWS_ENDPOINT_URL", proxy.uri().toString());
  }

  @Override
  List<Refused> refused() throws Exception {
    return List.of(
        new Refused(
            program().with("AWS_SECRET_ACCESS_KEY", "the-secret-of-another"),
            "access denied: the signature does not match"),
        new Refused(
            program()
                .with("AWS_ACCESS_KEY_ID", "SOMEONE")
                .with("AWS_SECRET_ACCESS_KEY", "the-secret-of-another"),
            "access denied: the access key does not exist"));
  }

  @Override
  List<String> secrets() throws Exception {
    return List.of(cluster.environment().get("AWS_SECRET_ACCESS_KEY"), "the-secret-of-another");
  }

  @Override
  Path clusterDirectory() {
    return cluster.directory();
  }

  /** S3Proxy keeps objects as files. A name between two slashes has at most 255 bytes. */
  @Override
  List<String> oddNames() {
    return List.of("a?b=c#d", "a%20b+c", ("한".repeat(80) + "/").repeat(4) + "n".repeat(60));
  }

  @Test
  void namesThatS3ProxyRefusesAreOneLine() throws Exception {
    String file = write(folder.resolve("file"), 10).toString();
    succeed("cp", file, root() + "odd/in");
    assertThat(failure("cp", file, root() + "a//b"))
        .endsWith("no name may begin with a slash or have two slashes in a row");
    assertThat(failure("cp", file, root() + "odd/../y")).contains("keeps objects as files");
    assertThat(failure("cp", file, root() + "n".repeat(1024))).contains("KeyTooLongError");
    assertThat(failure("cp", file, root() + "odd/in/x")).contains("keeps objects as files");
    assertThat(failure("rm", "-r", root() + "odd/..")).contains("keeps objects as files");
    assertThat(failure("ls", "-r", root() + "odd/../")).contains("odd/../");
    assertThat(succeed("ls", "-r", root()).output()).contains("odd/in").hasLineCount(1);
  }

  /** Each attempt is reset so early that it makes no progress. */
  @Test
  void aCopyThatIsAlwaysResetIsOneLineAndIsResumedLater() throws Exception {
    Path file = write(folder.resolve("large"), 40_000_000);
    Path back = folder.resolve("back/large");
    try (FaultProxy proxy = proxy()) {
      StorageProcess through = through(proxy).with("AWS_MAX_ATTEMPTS", "3");
      proxy.resetUpAfter(700, Integer.MAX_VALUE);
      assertThat(failure(through, "cp", file.toString(), root() + "large"))
          .contains("/large: the server cannot be reached");
      assertThat(program().run("ls", root() + "large").output()).isEmpty();
      proxy.heal();
      assertThat(through.run("cp", file.toString(), root() + "large").exitCode()).isZero();
      assertThat(unfinished()).isEmpty();
      proxy.resetDownAfter(700, Integer.MAX_VALUE);
      assertThat(failure(through, "cp", root() + "large", back.toString()))
          .contains("/large: the ");
      assertThat(back).doesNotExist();
      proxy.heal();
      assertThat(through.run("cp", root() + "large", back.toString()).exitCode()).isZero();
    }
    assertThat(Files.mismatch(file, back)).isEqualTo(-1);
    assertThat(folder.resolve("state/transfers")).isEmptyDirectory();
  }

  @Test
  void aFullDiskHereIsOneLine() throws Exception {
    write(folder.resolve("in/large"), 40_000_000);
    write(folder.resolve("in/small"), 20_000_000);
    succeed("cp", "-r", folder.resolve("in").toString(), root());
    for (String name : List.of("large", "small")) {
      Path back = folder.resolve("back/" + name);
      Outcome full = program().runWithFilesUpTo(16, "cp", root() + name, back.toString());
      assertThat(full.exitCode()).isEqualTo(1);
      assertThat(full.problems())
          .isEqualTo(
              "drydock: file:"
                  + back
                  + ": the disk is full: free some space, or write elsewhere\n");
      assertThat(back.getParent()).isEmptyDirectory();
    }
    for (String verb : List.of("cat", "ls", "du")) {
      Process full =
          program().start(Path.of("/dev/full"), folder.resolve("errors"), verb, root() + "small");
      assertThat(full.waitFor()).isEqualTo(1);
      assertThat(folder.resolve("errors"))
          .hasContent(
              "drydock: standard output: the disk is full: free some space, or write elsewhere\n");
    }
  }

  @Test
  void memoryIsFlatInTheNumberOfNames() throws Exception {
    Path in = cluster.directory().resolve("data/s3").resolve(bucket).resolve("many");
    Path here = Files.createDirectory(folder.resolve("here"));
    Files.createDirectories(in);
    for (int i = 0; i < NAMES; i++) {
      Files.createFile(in.resolve("name" + i));
      Files.createFile(here.resolve("file" + i));
    }
    StorageProcess small = program().withHeap(48);
    assertThat(small.run("ls", "-r", root() + "many/").output()).hasLineCount(NAMES);
    assertThat(small.run("du", root()).output())
        .contains(" " + NAMES + "  " + root().replaceFirst("/$", ""));
    assertThat(small.run("sync", "--dry-run", "--json", root(), here.toString()).output().lines())
        .filteredOn(line -> line.contains("\"copy\""))
        .hasSize(NAMES);
    assertThat(small.run("sync", "--dry-run", here.toString(), root() + "here").output())
        .hasLineCount(NAMES);
  }

  @Test
  void missingBucketsAreOneLine() throws Exception {
    Path file = write(folder.resolve("file"), 10);
    assertThat(failure("cp", file.toString(), "s3://no-such-bucket-here/x"))
        .contains("s3://no-such-bucket-here")
        .contains("bucket does not exist");
    assertThat(failure("ls", "s3://no-such-bucket-here")).contains("bucket does not exist");
    assertThat(failure("mb", "s3://" + bucket)).contains("bucket already exists");
    succeed("cp", file.toString(), root());
    assertThat(failure("rb", "s3://" + bucket)).contains("remove its objects first");
  }

  @Test
  void aServiceThatIsDownIsOneLine() throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    StorageProcess down =
        program()
            .with("AWS_ENDPOINT_URL", "http://127.0.0.1:" + port)
            .with("AWS_MAX_ATTEMPTS", "2");
    assertThat(failure(down, "ls", root())).contains("cannot be reached");
    Path many = folder.resolve("many");
    for (int i = 0; i < 50; i++) {
      write(many.resolve("file" + i), 10);
    }
    assertThat(failure(down, "cp", "-r", many.toString(), root())).contains("cannot be reached");
  }

  @Test
  void bytesThatWereChangedInTheStoreAreRefused() throws Exception {
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
