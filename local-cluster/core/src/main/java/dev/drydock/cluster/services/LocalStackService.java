package dev.drydock.cluster.services;

import dev.drydock.cluster.ClusterException;
import dev.drydock.cluster.Installation;
import dev.drydock.cluster.Requirement;
import dev.drydock.cluster.ServiceName;
import dev.drydock.cluster.install.PythonInterpreter;
import dev.drydock.cluster.install.VirtualEnvironment;
import dev.drydock.cluster.service.ClusterContext;
import dev.drydock.cluster.service.Configuration;
import dev.drydock.cluster.service.Plan;
import dev.drydock.cluster.service.Program.CommandProgram;
import dev.drydock.cluster.service.Readiness;
import dev.drydock.cluster.service.Service;
import dev.drydock.cluster.service.Step.Daemon;
import dev.drydock.cluster.state.StateFiles;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * LocalStack, from PyPI, in a Python environment of its own. It keeps nothing across restarts and
 * accepts every key.
 */
final class LocalStackService implements Service {
  private static final String SCRIPT = "start-localstack.py";

  /**
   * The services that it has and {@code s3} has not, by the SDKs' names for {@code
   * AWS_ENDPOINT_URL_…} (AWS SDKs and Tools Reference Guide, service-specific endpoints).
   */
  private static final List<String> AWS_SERVICES =
      List.of("cloudwatch", "ec2", "iam", "redshift", "secrets_manager", "sns", "sqs", "sts");

  @Override
  public ServiceName name() {
    return ServiceName.LOCALSTACK;
  }

  @Override
  public String summary() {
    return "LocalStack: SQS, SNS and other services of AWS (Python, installed once)";
  }

  @Override
  public List<Requirement> requirements(Installation installation) throws InterruptedException {
    return List.of(PythonInterpreter.examine(name(), ""));
  }

  @Override
  public boolean isInstalled(Installation installation) {
    return environment(installation).exists();
  }

  @Override
  public List<String> portKeys(boolean separate) {
    return List.of("localstack");
  }

  @Override
  public Plan plan(ClusterContext context) {
    return Plan.of(
        new Daemon(
            "localstack",
            new CommandProgram(
                "localstack",
                List.of(
                    environment(context.installation())
                        .directory()
                        .resolve("bin/python")
                        .toString(),
                    context.configuration().resolve(SCRIPT).toString()),
                settings(context)),
            Readiness.http(URI.create(endpoint(context) + "/_localstack/health"), Set.of(200)),
            Daemon.LIMIT));
  }

  static VirtualEnvironment environment(Installation installation) {
    return VirtualEnvironment.of(
        installation, ServiceName.LOCALSTACK.label(), "localstack-build.txt", "localstack.txt");
  }

  /**
   * See LocalStack's configuration reference. It downloads nothing and listens only on loopback.
   */
  private static Map<String, String> settings(ClusterContext context) {
    Path folder = folder(context);
    Map<String, String> settings = new HashMap<>();
    // The default server listens on all addresses, whatever is configured.
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
    // In a container it would write to /var/lib, where another LocalStack may also write.
    settings.put("OVERRIDE_IN_DOCKER", "0");
    return settings;
  }

  private static Path folder(ClusterContext context) {
    return context.data(ServiceName.LOCALSTACK);
  }

  /** By default objects go to a folder of /tmp with a fixed name, the same for all clusters. */
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

  /** It accepts any key. Clients use its S3 only if {@code s3} is not up. */
  @Override
  public Map<String, String> environment(ClusterContext context) {
    Map<String, String> variables = new HashMap<>();
    for (String service : AWS_SERVICES) {
      variables.put("AWS_ENDPOINT_URL_" + service.toUpperCase(Locale.ROOT), endpoint(context));
    }
    variables.put("AWS_ENDPOINT_URL", endpoint(context));
    variables.put("AWS_ACCESS_KEY_ID", "test");
    variables.put("AWS_SECRET_ACCESS_KEY", "test");
    variables.put("AWS_REGION", S3Service.REGION);
    variables.put("AWS_DEFAULT_REGION", S3Service.REGION);
    return variables;
  }
}
