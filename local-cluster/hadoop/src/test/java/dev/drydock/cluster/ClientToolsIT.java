package dev.drydock.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.drydock.cluster.install.VirtualEnvironment;
import dev.drydock.cluster.junit.LocalClusterTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The clouds' own tools, as they come from PyPI, with what {@code drydock env} exports and no more.
 * They are installed at the first run.
 */
@LocalClusterTest({ServiceName.S3, ServiceName.GCS})
class ClientToolsIT {
  /** More than one part, or chunk, for each of them. */
  private static final int LARGE = 20 << 20;

  private static final String NAME = "a b/안녕+(1)%.bin";

  @TempDir private Path folder;
  private String prefix;
  private LocalCluster cluster;

  private record Outcome(int exitCode, String output) {}

  @BeforeAll
  static void needsPython() throws Exception {
    assumeTrue(
        "true".equals(System.getenv("CI")) || hasPython(),
        "needs Python 3.10 or newer with its venv module, or DRYDOCK_PYTHON");
  }

  private static boolean hasPython() throws Exception {
    try {
      return new ProcessBuilder(
                  System.getenv().getOrDefault("DRYDOCK_PYTHON", "python3"),
                  "-c",
                  "import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 10))")
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    }
  }

  @BeforeEach
  void setUp(LocalCluster shared) {
    cluster = shared;
    prefix = "tools-" + ProcessHandle.current().pid() + "-" + System.nanoTime();
  }

  @Test
  void awsOnS3() throws Exception {
    Path aws = tool("awscli", "aws");
    Path large = large();
    String url = "s3://drydock/" + prefix + "/";

    run(aws, "s3", "cp", large.toString(), url + NAME);
    assertThat(run(aws, "s3", "ls", "--recursive", url))
        .contains(String.valueOf(LARGE))
        .contains(prefix + "/" + NAME);
    run(aws, "s3", "cp", url + NAME, folder.resolve("back").toString());
    assertThat(folder.resolve("back")).hasSameBinaryContentAs(large);
    run(aws, "s3", "sync", folder.toString(), url + "all");
    assertThat(run(aws, "s3", "ls", url + "all/")).contains("back").contains("large");
    run(aws, "s3", "rm", "--recursive", url);
    assertThat(attempt(List.of(aws.toString(), "s3", "ls", url))).isEqualTo(new Outcome(1, ""));
  }

  @Test
  void gsutilOnGcs() throws Exception {
    Path gsutil = tool("gsutil", "gsutil");
    Path large = large();
    String url = "gs://drydock/" + prefix + "/";

    run(gsutil, "cp", large.toString(), url + NAME);
    assertThat(run(gsutil, "ls", "-l", url + "**"))
        .contains(String.valueOf(LARGE))
        .contains(url + NAME);
    run(gsutil, "cp", url + NAME, folder.resolve("back").toString());
    assertThat(folder.resolve("back")).hasSameBinaryContentAs(large);
    run(gsutil, "cp", url + NAME, url + "copy");
    assertThat(run(gsutil, "stat", url + "copy")).contains("Hash (crc32c)");
    run(gsutil, "rm", url + "**");
    Outcome none = attempt(List.of(gsutil.toString(), "ls", url + "**"));
    assertThat(none.exitCode()).isEqualTo(1);
    assertThat(none.output()).contains("matched no objects");
    assertThat(run(gsutil, "ls")).contains("gs://drydock/");
  }

  @Test
  void pythonOnGcs() throws Exception {
    Path python = tool("google-cloud-storage", "python");
    Path large = large();
    Path script =
        Files.writeString(
            folder.resolve("client.py"),
            """
            import datetime, os, sys
            from google.cloud import storage
            from google.oauth2 import service_account

            bucket_name, name, large, back = sys.argv[1:]
            key = service_account.Credentials.from_service_account_file(
                os.environ["GOOGLE_APPLICATION_CREDENTIALS"])
            for client in storage.Client(), storage.Client(credentials=key):
                bucket = client.bucket(bucket_name)
                blob = bucket.blob(name, chunk_size=1 << 20)
                blob.upload_from_filename(large)
                assert [b.name for b in client.list_blobs(bucket_name, prefix=name)] == [name]
                blob.reload()
                assert blob.size == os.path.getsize(large), blob.size
                bucket.blob(name).download_to_filename(back)
                assert open(large, "rb").read() == open(back, "rb").read()
                assert bucket.get_blob(name + ".none") is None
                blob.delete()
                assert not blob.exists()
            blob = bucket.blob(name)
            blob.upload_from_string("hello")
            print(blob.generate_signed_url(
                version="v4", expiration=datetime.timedelta(minutes=1),
                api_access_endpoint=os.environ["STORAGE_EMULATOR_HOST"].rsplit("/", 1)[0]))
            """);

    String signed =
        run(
            python,
            script.toString(),
            "drydock",
            prefix + "/" + NAME,
            large.toString(),
            folder.resolve("back").toString());

    assertThat(get(signed.strip()).body()).isEqualTo("hello");
    HttpResponse<String> tampered = get(signed.strip().replace("Expires=60", "Expires=61"));
    assertThat(tampered.statusCode()).isEqualTo(403);
    assertThat(tampered.body()).contains("<Code>SignatureDoesNotMatch</Code>");
  }

  private static HttpResponse<String> get(String url) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString());
  }

  private Path large() throws IOException {
    byte[] bytes = new byte[LARGE];
    new Random(7).nextBytes(bytes);
    return Files.write(folder.resolve("large"), bytes);
  }

  private static Path tool(String name, String command) throws Exception {
    VirtualEnvironment environment =
        VirtualEnvironment.of(Installation.locate(), name, "tools-build.txt", name + ".txt");
    environment.make(System.err::println);
    return environment.directory().resolve("bin").resolve(command);
  }

  private String run(Path tool, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(tool.toString()));
    command.addAll(List.of(arguments));
    Outcome outcome = attempt(command);
    assertThat(outcome.exitCode()).as("%s: %s", command, outcome.output()).isZero();
    return outcome.output();
  }

  private Outcome attempt(List<String> command) throws Exception {
    Path output = Files.createTempFile("tool", ".out");
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
      builder.environment().putAll(cluster.environment());
      // Nothing of who runs the tests.
      builder.environment().put("HOME", folder.resolve("home").toString());
      Files.createDirectories(folder.resolve("home"));
      Process process = builder.start();
      process.getOutputStream().close();
      if (!process.waitFor(5, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new IllegalStateException(command + " takes too long: " + Files.readString(output));
      }
      return new Outcome(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
    } finally {
      Files.delete(output);
    }
  }
}
