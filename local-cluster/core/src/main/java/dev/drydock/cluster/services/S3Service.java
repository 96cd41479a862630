package dev.drydock.cluster.services;

import dev.drydock.cluster.ClusterException;
import dev.drydock.cluster.RuntimeName;
import dev.drydock.cluster.ServiceName;
import dev.drydock.cluster.service.ClusterContext;
import dev.drydock.cluster.service.Configuration;
import dev.drydock.cluster.service.Plan;
import dev.drydock.cluster.service.Program.JavaProgram;
import dev.drydock.cluster.service.Service;
import dev.drydock.cluster.service.Step.Daemon;
import dev.drydock.cluster.state.StateFiles;
import java.math.BigInteger;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;

/** An S3 endpoint with a store on disk, its own key and a first bucket. */
final class S3Service implements Service {
  static final String BUCKET = "drydock";

  /** The endpoint accepts any region, but clients must name one to sign their requests. */
  static final String REGION = "us-east-1";

  @Override
  public ServiceName name() {
    return ServiceName.S3;
  }

  @Override
  public String summary() {
    return "an S3 endpoint on disk";
  }

  @Override
  public boolean startsByDefault() {
    return true;
  }

  @Override
  public boolean stores(String path) {
    return path.startsWith("s3a:") || path.startsWith("s3:");
  }

  @Override
  public List<String> portKeys(boolean separate) {
    return List.of("s3");
  }

  @Override
  public Plan plan(ClusterContext context) {
    return Plan.of(
        Daemon.of(
            "s3",
            new JavaProgram(
                "s3",
                RuntimeName.S3,
                "dev.drydock.cluster.s3.S3Daemon",
                128,
                // Only the JVM's second compiler uses the machine's own instructions for SHA-256
                // and MD5, which the server computes over every byte that it receives.
                List.of("-XX:TieredStopAtLevel=4"),
                Map.of())));
  }

  @Override
  public void configure(ClusterContext context, Configuration configuration)
      throws ClusterException {
    Properties credentials = credentials(context.directory());
    String access = credentials.getProperty("access-key");
    String secret = credentials.getProperty("secret-key");
    HadoopClients.configure(configuration);
    s3a(configuration, "endpoint", endpoint(context));
    s3a(configuration, "endpoint.region", REGION);
    s3a(configuration, "path.style.access", true);
    s3a(configuration, "connection.ssl.enabled", false);
    // Only these: the other providers ask a metadata service, which does not exist here.
    s3a(
        configuration,
        "aws.credentials.provider",
        "org.apache.hadoop.fs.s3a.SimpleAWSCredentialsProvider");
    s3a(configuration, "access.key", access);
    s3a(configuration, "secret.key", secret);
    // A service on this machine answers immediately or not at all, so long retries only delay the
    // error.
    s3a(configuration, "attempts.maximum", 2);
    s3a(configuration, "retry.limit", 2);
    s3a(configuration, "retry.interval", "100ms");
    // S3 cannot rename. So tasks upload the parts of their files to the final names, and the job's
    // commit completes the uploads of the committed tasks.
    s3a(configuration, "committer.name", "magic");
    // Removing an output also removes the uploads that it has begun.
    s3a(configuration, "directory.operations.purge.uploads", true);
    configuration.text(
        "s3.properties",
        """
        endpoint=%s
        access-key=%s
        secret-key=%s
        store=%s
        bucket=%s
        """
            .formatted(
                endpoint(context),
                access,
                secret,
                context.data(ServiceName.S3).toString().replace("\\", "\\\\"),
                BUCKET));
  }

  private static void s3a(Configuration configuration, String key, Object value) {
    configuration.site("core-site.xml", "fs.s3a." + key, value);
  }

  /** Made once for a cluster; as long as AWS's own keys. */
  private static Properties credentials(Path directory) throws ClusterException {
    Path file = directory.resolve("credentials.properties");
    Properties credentials = StateFiles.properties(file);
    if (credentials.isEmpty()) {
      SecureRandom random = new SecureRandom();
      credentials.setProperty(
          "access-key", "DRYDOCK" + letters(random, 13).toUpperCase(Locale.ROOT));
      credentials.setProperty("secret-key", letters(random, 40));
      StateFiles.write(file, credentials);
    }
    return credentials;
  }

  private static String letters(SecureRandom random, int length) {
    StringBuilder letters = new StringBuilder(new BigInteger(length * 6, random).toString(36));
    while (letters.length() < length) {
      letters.append(Character.forDigit(random.nextInt(36), 36));
    }
    return letters.substring(0, length);
  }

  @Override
  public String endpoint(ClusterContext context) {
    return "http://" + context.address("s3");
  }

  @Override
  public Map<String, String> environment(ClusterContext context) throws ClusterException {
    Properties credentials = credentials(context.directory());
    return Map.of(
        "AWS_ACCESS_KEY_ID", credentials.getProperty("access-key"),
        "AWS_SECRET_ACCESS_KEY", credentials.getProperty("secret-key"),
        "AWS_REGION", REGION,
        // The same for version 1 of the AWS CLI, which knows only this variable.
        "AWS_DEFAULT_REGION", REGION,
        "AWS_ENDPOINT_URL", endpoint(context));
  }
}
