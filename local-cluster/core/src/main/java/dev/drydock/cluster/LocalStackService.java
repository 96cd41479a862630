package dev.drydock.cluster;

import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * LocalStack, from PyPI, in a Python environment of its own. It keeps nothing across restarts, and
 * believes every key.
 */
final class LocalStackService implements Service {
  private static final String SCRIPT = "start-localstack.py";

  /**
   * What it serves that {@code s3} does not, by the SDKs' names for {@code AWS_ENDPOINT_URL_…} (AWS
   * SDKs and Tools Reference Guide, service-specific endpoints).
   */
  private static final List<String> AWS_SERVICES =
      List.of("cloudwatch", "ec2", "iam", "redshift", "secrets_manager", "sns", "sqs", "sts");

  @Override
  public ServiceName name() {
    return ServiceName.LOCALSTACK;
  }

  @Override
  public List<String> portKeys(boolean separate) {
    return List.of("localstack");
  }

  @Override
  public List<Role> roles(ClusterContext context) {
    return List.of(
        new Role(
            "localstack",
            new HttpProgram(
                "localstack",
                List.of(
                    environment(context.installation())
                        .directory()
                        .resolve("bin/python")
                        .toString(),
                    context.configuration().resolve(SCRIPT).toString()),
                settings(context),
                URI.create(endpoint(context) + "/_localstack/health"))));
  }

  static VirtualEnvironment environment(Installation installation) {
    return VirtualEnvironment.of(
        installation, ServiceName.LOCALSTACK.label(), "localstack-build.txt", "localstack.txt");
  }

  /**
   * LocalStack's configuration reference; nothing is fetched, and loopback alone is listened on.
   */
  private static Map<String, String> settings(ClusterContext context) {
    Path folder = folder(context);
    Map<String, String> settings = new HashMap<>();
    // The default server listens on all addresses, whatever it is told.
    settings.put("GATEWAY_SERVER", "hypercorn");
    settings.put("GATEWAY_LISTEN", context.address("localstack"));
    settings.put("LOCALSTACK_HOST", context.address("localstack"));
    settings.put("FILESYSTEM_ROOT", folder.toString());
    settings.put("XDG_CACHE_HOME", folder.resolve("cache").toString());
    settings.put("TMPDIR", folder.resolve("tmp").toString());
    settings.put("DNS_ADDRESS", "0");
    settings.put("DISABLE_EVENTS", "1");
    settings.put("SKIP_SSL_CERT_DOWNLOAD", "1");
    settings.put("SQS_ENDPOINT_STRATEGY", "path");
    settings.put("S3_SKIP_SIGNATURE_VALIDATION", "0");
    // In a container it would write to /var/lib, where another one may write too.
    settings.put("OVERRIDE_IN_DOCKER", "0");
    return settings;
  }

  private static Path folder(ClusterContext context) {
    return context.data().resolve("localstack");
  }

  /** Objects would go to a folder of /tmp whose name is fixed, for all clusters the same. */
  @Override
  public void configure(ClusterContext context, Configuration configuration) {
    configuration.text(
        SCRIPT,
        """
        from localstack.runtime import main
        from localstack.services.s3 import provider

        provider.DEFAULT_S3_TMP_DIR = "%s"
        main.main()
        """
            .formatted(folder(context).resolve("s3")));
  }

  @Override
  public void prepare(ClusterContext context, Consumer<String> progress)
      throws ClusterException, InterruptedException {
    environment(context.installation()).make(progress);
    StateFiles.folder(folder(context).resolve("tmp"));
  }

  @Override
  public String endpoint(ClusterContext context) {
    return "http://" + context.address("localstack");
  }

  @Override
  public String webInterface(ClusterContext context) {
    return "";
  }

  /** While it runs, S3 is asked for at {@code s3} all the same, unless that does not run. */
  @Override
  public Map<String, String> environment(ClusterContext context) throws ClusterException {
    Map<String, String> variables = new HashMap<>();
    List<String> living = livingRoles(context);
    if (living.contains("localstack")) {
      for (String service : AWS_SERVICES) {
        variables.put("AWS_ENDPOINT_URL_" + service.toUpperCase(Locale.ROOT), endpoint(context));
      }
      if (!living.contains("s3")) {
        variables.put("AWS_ENDPOINT_URL", endpoint(context));
      }
    }
    return variables;
  }

  private static List<String> livingRoles(ClusterContext context) throws ClusterException {
    return ChildProcess.readAll(context.directory().resolve("processes")).stream()
        .filter(child -> child.handle().isPresent())
        .flatMap(child -> child.roles().stream())
        .toList();
  }
}
