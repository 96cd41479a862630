package dev.drydock.cluster.gcs;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Properties;

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

  public static void main(String[] arguments) throws Exception {
    Properties settings = new Properties();
    Path file = Path.of(System.getProperty("drydock.configuration"), "gcs.properties");
    try (Reader reader = Files.newBufferedReader(file)) {
      settings.load(reader);
    }
    Path store = Files.createDirectories(Path.of(settings.getProperty("store")));
    // SQLite's native library is unpacked where it goes with the rest.
    System.setProperty("org.sqlite.tmpdir", store.toString());
    Path keyFile = Path.of(settings.getProperty("key-file"));
    ServiceAccount account =
        ServiceAccount.read(keyFile, Path.of(settings.getProperty("public-key")));
    InstantSource clock = InstantSource.system();
    String capability = settings.getProperty("capability");
    AccessTokens tokens = new AccessTokens(capability, clock);
    String tokenUri = new ObjectMapper().readTree(keyFile.toFile()).path("token_uri").asText();
    GcsServer server =
        GcsServer.start(
            store,
            port(settings.getProperty("endpoint")),
            https(settings),
            new CredentialAuthenticator(capability, tokens, new SignedUrl(account, clock)),
            Optional.of(new TokenEndpoint(new TokenGrant(account, tokenUri, tokens, clock))));
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server)));
    makeBucket(server, settings.getProperty("bucket"));
    ready(Path.of(System.getProperty("drydock.ready")));
  }

  private static int port(String endpoint) {
    return URI.create(endpoint).getPort();
  }

  private static Optional<GcsServer.Https> https(Properties settings) {
    String endpoint = settings.getProperty("https-endpoint");
    return endpoint == null
        ? Optional.empty()
        : Optional.of(
            new GcsServer.Https(
                port(endpoint),
                Path.of(settings.getProperty("key-store")),
                settings.getProperty("key-store-password")));
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

  /** Tells the launcher, which must never see half a file. */
  private static void ready(Path file) throws IOException {
    Path temporary = Files.createFile(file.resolveSibling(file.getFileName() + ".tmp"));
    Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private static void stop(GcsServer server) {
    try {
      server.close();
    } catch (IOException e) {
      System.err.println(e.getMessage() + ": " + e.getCause());
    }
  }
}
