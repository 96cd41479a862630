package dev.drydock.cluster.gcs;

import dev.drydock.cluster.gcs.access.CredentialAuthenticator;
import dev.drydock.cluster.gcs.access.SignedUrl;
import dev.drydock.cluster.google.AccessTokens;
import dev.drydock.cluster.google.ApiException;
import dev.drydock.cluster.google.Json;
import dev.drydock.cluster.google.ServiceAccount;
import dev.drydock.cluster.google.TokenEndpoint;
import dev.drydock.cluster.google.TokenGrant;
import dev.drydock.cluster.server.DaemonStart;
import dev.drydock.cluster.server.Settings;
import dev.drydock.cluster.server.StartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;

/**
 * A Cloud Storage endpoint with its store in a folder.
 *
 * <p>Reads {@code gcs.properties} in the folder that system property {@code drydock.configuration}
 * names: {@code endpoint}; {@code store}; {@code bucket}, which is created if it does not exist;
 * {@code key-file} and {@code public-key} of the service account; {@code capability}, the secret
 * that may stand in a path; and for HTTPS, which is optional, {@code https-endpoint}, {@code
 * key-store} and {@code key-store-password}.
 */
public final class GcsDaemon {
  private GcsDaemon() {}

  public static void main(String[] arguments) {
    DaemonStart.run("gcs", GcsDaemon::start);
  }

  private static void start() throws Exception {
    Settings settings = Settings.read("gcs.properties");
    Path store = Files.createDirectories(settings.path("store"));
    // SQLite unpacks its native library there. It is removed together with the store.
    System.setProperty("org.sqlite.tmpdir", store.toString());
    ServiceAccount account =
        ServiceAccount.read(settings.path("key-file"), settings.path("public-key"));
    InstantSource clock = InstantSource.system();
    String capability = settings.get("capability");
    AccessTokens tokens = new AccessTokens(capability, clock);
    GcsServer server =
        GcsServer.start(
            store,
            settings.address("endpoint").getPort(),
            https(settings),
            new CredentialAuthenticator(capability, tokens, new SignedUrl(account, clock)),
            Optional.of(new TokenEndpoint(new TokenGrant(account, tokens, clock))));
    DaemonStart.closeAtExit("gcs", server);
    makeBucket(server, settings.get("bucket"));
  }

  private static Optional<GcsServer.Https> https(Settings settings) throws StartException {
    return settings.find("https-endpoint").isEmpty()
        ? Optional.empty()
        : Optional.of(
            new GcsServer.Https(
                settings.address("https-endpoint").getPort(),
                settings.path("key-store"),
                settings.get("key-store-password")));
  }

  private static void makeBucket(GcsServer server, String bucket) throws IOException, ApiException {
    try {
      server.routes().buckets().create(bucket, Json.object());
    } catch (ApiException e) {
      if (e.status() != 409) {
        throw e;
      }
    }
  }
}
