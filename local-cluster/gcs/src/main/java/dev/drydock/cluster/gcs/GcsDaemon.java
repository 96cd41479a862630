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
 * <p>Reads {@code gcs.properties} in the folder of system property {@code drydock.configuration}:
 * {@code endpoint}, {@code store}, {@code bucket}, which is made if it is not there, {@code
 * key-file} and {@code public-key} of the service account, {@code capability}, and {@code
 * https-endpoint} with its {@code key-store} and {@code key-store-password} where HTTPS is to be
 * spoken as well.
 */
public final class GcsDaemon {
  private GcsDaemon() {}

  public static void main(String[] arguments) {
    DaemonStart.run("gcs", GcsDaemon::start);
  }

  private static void start() throws Exception {
    Settings settings = Settings.read("gcs.properties");
    Path store = Files.createDirectories(settings.path("store"));
    // SQLite's native library is unpacked where it goes with the rest.
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
