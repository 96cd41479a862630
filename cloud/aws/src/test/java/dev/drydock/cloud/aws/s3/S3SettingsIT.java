package dev.drydock.cloud.aws.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.cloud.objects.Content;
import dev.drydock.cloud.objects.ObjectStore;
import dev.drydock.cluster.LocalCluster;
import dev.drydock.cluster.ServiceName;
import dev.drydock.cluster.junit.LocalClusterTest;
import dev.drydock.testing.ChildJvm;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Connects by nothing but the settings that AWS's own tools read, in a process that has them. */
@LocalClusterTest(ServiceName.S3)
class S3SettingsIT {
  private final LocalCluster cluster;
  @TempDir private Path folder;

  S3SettingsIT(LocalCluster cluster) {
    this.cluster = cluster;
  }

  /** What the process does: it writes an object and prints a URL to read it by. */
  static final class Writer {
    private Writer() {}

    public static void main(String[] arguments) throws Exception {
      try (S3Buckets buckets = S3Buckets.fromSettings();
          S3ObjectStore store = buckets.open(arguments[0])) {
        buckets.create(arguments[0]);
        store.put("name", Content.of(arguments[0].getBytes(StandardCharsets.UTF_8)));
        System.out.println(store.presignGet("name", java.time.Duration.ofMinutes(1)));
      }
    }
  }

  @Test
  void connectsByTheEnvironment() throws Exception {
    assertWrites(cluster.environment());
  }

  @Test
  void connectsByAProfile() throws Exception {
    Map<String, String> settings = cluster.environment();
    Path config = folder.resolve("config");
    Path credentials = folder.resolve("credentials");
    Files.writeString(
        config,
        """
        [profile local]
        region = %s
        endpoint_url = %s
        """
            .formatted(settings.get("AWS_REGION"), settings.get("AWS_ENDPOINT_URL")));
    Files.writeString(
        credentials,
        """
        [local]
        aws_access_key_id = %s
        aws_secret_access_key = %s
        """
            .formatted(settings.get("AWS_ACCESS_KEY_ID"), settings.get("AWS_SECRET_ACCESS_KEY")));

    assertWrites(
        Map.of(
            "AWS_PROFILE",
            "local",
            "AWS_CONFIG_FILE",
            config.toString(),
            "AWS_SHARED_CREDENTIALS_FILE",
            credentials.toString()));
  }

  @Test
  void saysThatNoCredentialsAreSet() throws Exception {
    assertThat(run("settings-none", withoutCredentials()))
        .contains("no credentials found: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY");
  }

  @Test
  void saysWhichCredentialsAreMissing() throws Exception {
    Map<String, String> half = withoutCredentials();
    half.put("AWS_ACCESS_KEY_ID", "key");
    Map<String, String> noProfile = withoutCredentials();
    noProfile.put("AWS_PROFILE", "nope");

    assertThat(run("settings-half", half)).contains("AWS_SECRET_ACCESS_KEY is not set");
    assertThat(run("settings-profile", noProfile))
        .contains("profile nope, named by AWS_PROFILE, does not exist");
  }

  private Map<String, String> withoutCredentials() throws Exception {
    Map<String, String> settings = new HashMap<>(cluster.environment());
    settings.remove("AWS_ACCESS_KEY_ID");
    settings.remove("AWS_SECRET_ACCESS_KEY");
    // The SDK would finally ask the metadata service that a machine in the cloud has.
    settings.put("AWS_EC2_METADATA_DISABLED", "true");
    settings.put("AWS_SHARED_CREDENTIALS_FILE", folder.resolve("none").toString());
    settings.put("AWS_CONFIG_FILE", folder.resolve("none").toString());
    return settings;
  }

  private void assertWrites(Map<String, String> settings) throws Exception {
    String bucket = "settings-" + UUID.randomUUID();

    String output = run(bucket, settings);

    assertThat(output).contains(S3TestConnections.endpoint(cluster) + "/" + bucket + "/name?");
    try (S3Buckets buckets = S3TestConnections.to(cluster);
        ObjectStore store = buckets.open(bucket);
        var bytes = store.get("name")) {
      assertThat(new String(bytes.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(bucket);
    }
  }

  private static String run(String bucket, Map<String, String> settings) throws Exception {
    ChildJvm.Outcome outcome = ChildJvm.run(Writer.class, settings, bucket);
    return outcome.output() + outcome.errors();
  }
}
