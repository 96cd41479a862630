package dev.drydock.cluster.services;

import dev.drydock.cluster.ClusterException;
import dev.drydock.cluster.RuntimeName;
import dev.drydock.cluster.ServiceName;
import dev.drydock.cluster.service.ClusterContext;
import dev.drydock.cluster.service.Configuration;
import dev.drydock.cluster.service.Plan;
import dev.drydock.cluster.service.Ports;
import dev.drydock.cluster.service.Program.JavaProgram;
import dev.drydock.cluster.service.Service;
import dev.drydock.cluster.service.Step.Daemon;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Google Cloud Storage on disk, with a service account for its clients.
 *
 * <p>It listens on two ports: HTTP for all libraries, and HTTPS with the cluster's own certificate
 * for {@code gsutil}, which speaks only TLS.
 */
final class GcsService implements Service {
  static final String PROJECT = "drydock";
  static final String BUCKET = "drydock";

  private static final String HTTP = "gcs";
  private static final String HTTPS = "gcs.https";

  @Override
  public ServiceName name() {
    return ServiceName.GCS;
  }

  @Override
  public String summary() {
    return "Google's Cloud Storage API on disk";
  }

  @Override
  public boolean stores(String path) {
    return path.startsWith("gs:");
  }

  @Override
  public List<String> portKeys(boolean separate) {
    return List.of(HTTP, HTTPS);
  }

  @Override
  public Plan plan(ClusterContext context) {
    return Plan.of(
        Daemon.of(
            "gcs",
            new JavaProgram(
                "gcs",
                RuntimeName.GCS,
                "dev.drydock.cluster.gcs.GcsDaemon",
                48,
                // The JVM's second compiler would make warm requests a third faster, but costs 40
                // MB.
                List.of(),
                // Fewer arenas: by default the C library keeps memory for each thread.
                Map.of("MALLOC_ARENA_MAX", "2"))));
  }

  @Override
  public void prepare(ClusterContext context, Consumer<String> progress)
      throws ClusterException, InterruptedException {
    GoogleCredentials.make(folder(context));
  }

  @Override
  public void configure(ClusterContext context, Configuration configuration)
      throws ClusterException {
    GoogleCredentials credentials = GoogleCredentials.read(folder(context));
    if (credentials == null) {
      return;
    }
    configuration.text(
        "service-account.json", credentials.keyFile(PROJECT, endpoint(context) + "/token"));
    configuration.text("service-account.pem", credentials.publicKey());
    configuration.text("boto.cfg", boto(context, credentials));
    HadoopClients.configure(configuration);
    connector(context, configuration);
    configuration.text(
        "gcs.properties",
        """
        endpoint=%s
        https-endpoint=https://%s
        key-store=%s
        key-store-password=%s
        store=%s
        project=%s
        bucket=%s
        key-file=%s
        public-key=%s
        capability=%s
        """
            .formatted(
                endpoint(context),
                context.address(HTTPS),
                escaped(credentials.keyStore()),
                credentials.keyStorePassword(),
                escaped(context.data(name())),
                PROJECT,
                BUCKET,
                escaped(keyFile(context)),
                escaped(context.configuration().resolve("service-account.pem")),
                credentials.capability()));
  }

  /**
   * For jobs: {@code gs://} paths through Google's connector, which requests tokens as it does in
   * Google's cloud.
   */
  private static void connector(ClusterContext context, Configuration configuration) {
    gs(configuration, "impl", "com.google.cloud.hadoop.fs.gcs.GoogleHadoopFileSystem");
    configuration.site(
        "core-site.xml",
        "fs.AbstractFileSystem.gs.impl",
        "com.google.cloud.hadoop.fs.gcs.GoogleHadoopFS");
    gs(configuration, "project.id", PROJECT);
    gs(configuration, "storage.root.url", "http://" + context.address(HTTP) + "/");
    gs(configuration, "token.server.url", "http://" + context.address(HTTP) + "/token");
    gs(configuration, "auth.service.account.enable", true);
    gs(configuration, "auth.service.account.json.keyfile", keyFile(context));
    // Hadoop has its own connector, whose defaults have the same names but units such as 64m, which
    // Google's connector cannot read.
    gs(configuration, "block.size", 64 << 20);
    gs(configuration, "outputstream.buffer.size", 8 << 20);
    gs(configuration, "outputstream.upload.chunk.size", 8 << 20);
    gs(configuration, "outputstream.sync.min.interval", 0);
    gs(configuration, "inputstream.min.range.request.size", 2 << 20);
    gs(configuration, "inputstream.inplace.seek.limit", 8 << 20);
    gs(configuration, "rewrite.max.chunk.size", 512 << 20);
    // A service on this machine answers immediately or not at all, so long retries only delay the
    // error.
    gs(configuration, "http.max.retry", 2);
    gs(configuration, "http.connect-timeout", 5_000);
    // Renaming a folder is not atomic. So tasks list what they have written in a manifest, and the
    // job's commit renames the files of the committed tasks.
    configuration.site(
        "core-site.xml",
        "mapreduce.outputcommitter.factory.scheme.gs",
        "org.apache.hadoop.mapreduce.lib.output.committer.manifest.ManifestCommitterFactory");
  }

  private static void gs(Configuration configuration, String key, Object value) {
    configuration.site("core-site.xml", "fs.gs." + key, value);
  }

  /** In a properties file a backslash begins an escape. */
  private static String escaped(Path path) {
    return path.toString().replace("\\", "\\\\");
  }

  /**
   * For {@code gsutil}, which does not read the variables of Google's other clients; see {@code
   * gsutil help config}. Tokens and unfinished transfers stay in the cluster's folder.
   */
  private static String boto(ClusterContext context, GoogleCredentials credentials) {
    return """
        [Credentials]
        gs_json_host = %s
        gs_json_port = %d
        gs_service_key_file = %s
        [Boto]
        ca_certificates_file = %s
        num_retries = 3
        [OAuth2]
        provider_token_uri = http://%s/token
        [GSUtil]
        default_project_id = %s
        disable_analytics_prompt = True
        software_update_check_period = 0
        state_dir = %s
        """
        .formatted(
            Ports.LOOPBACK,
            context.ports().get(HTTPS),
            keyFile(context),
            credentials.certificate(),
            context.address(HTTP),
            PROJECT,
            folder(context).resolve("gsutil"));
  }

  private static Path folder(ClusterContext context) {
    return context.directory().resolve("google");
  }

  private static Path keyFile(ClusterContext context) {
    return context.configuration().resolve("service-account.json");
  }

  @Override
  public String endpoint(ClusterContext context) {
    return "http://" + context.address(HTTP);
  }

  /** Null before the service's first start, which makes the keys. */
  @Override
  public Map<String, String> environment(ClusterContext context) throws ClusterException {
    GoogleCredentials credentials = GoogleCredentials.read(folder(context));
    return credentials == null
        ? Map.of()
        : Map.of(
            "STORAGE_EMULATOR_HOST",
            endpoint(context) + "/" + credentials.capability(),
            "GOOGLE_APPLICATION_CREDENTIALS",
            keyFile(context).toString(),
            "GOOGLE_CLOUD_PROJECT",
            PROJECT,
            "BOTO_CONFIG",
            context.configuration().resolve("boto.cfg").toString());
  }
}
