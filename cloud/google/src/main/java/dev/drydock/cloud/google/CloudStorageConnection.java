package dev.drydock.cloud.google;

import com.google.api.client.http.GenericUrl;
import com.google.api.client.http.HttpRequest;
import com.google.api.client.http.HttpRequestFactory;
import com.google.api.client.http.HttpRequestInitializer;
import com.google.api.client.http.HttpTransport;
import com.google.api.client.http.apache.v2.ApacheHttpTransport;
import com.google.api.client.json.gson.GsonFactory;
import com.google.auth.Credentials;
import com.google.auth.oauth2.GoogleCredentials;
import com.google.cloud.NoCredentials;
import com.google.cloud.ServiceOptions;
import com.google.cloud.http.HttpTransportOptions;
import com.google.cloud.storage.Storage;
import com.google.cloud.storage.StorageOptions;
import dev.drydock.cloud.StorageException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;

/**
 * What talks to Cloud Storage: the client, and under it the generated one of the JSON API and plain
 * requests, which give the headers of a download and the sessions of an upload.
 */
final class CloudStorageConnection implements AutoCloseable {
  private static final CloudStorageEndpoint GOOGLE =
      new CloudStorageEndpoint("https://storage.googleapis.com", "");

  /** More than any caller has threads, so that none waits for a connection. */
  private static final int MAXIMUM_CONNECTIONS = 256;

  /** Longer than a server takes to start again, and not longer than a user waits. */
  static final Duration PATIENCE = Duration.ofSeconds(30);

  private final CloudStorageEndpoint endpoint;
  private final HttpTransport transport;
  private final Storage storage;
  private final com.google.api.services.storage.Storage media;
  private final HttpRequestFactory requests;
  private final CloudStorageRetries retries;

  private CloudStorageConnection(
      CloudStorageEndpoint endpoint, Credentials credentials, CloudStorageRetries retries) {
    this.endpoint = endpoint;
    this.retries = retries;
    // The default transport keeps five connections to a host, whatever the number of threads.
    this.transport =
        new ApacheHttpTransport(
            ApacheHttpTransport.newDefaultHttpClientBuilder()
                .setMaxConnPerRoute(MAXIMUM_CONNECTIONS)
                .setMaxConnTotal(MAXIMUM_CONNECTIONS)
                .addInterceptorLast(endpoint)
                .build());
    HttpTransportOptions transportOptions =
        HttpTransportOptions.newBuilder()
            .setHttpTransportFactory(() -> transport)
            .setConnectTimeout(10_000)
            .setReadTimeout(60_000)
            .build();
    StorageOptions options =
        StorageOptions.http()
            .setHost(endpoint.origin())
            .setCredentials(credentials)
            .setTransportOptions(transportOptions)
            // Calls are made again by our own part: the library neither waits as long as it is
            // asked
            // to, nor knows whether an upload gets any further.
            .setRetrySettings(ServiceOptions.getNoRetrySettings())
            .build();
    this.storage = options.getService();
    HttpRequestInitializer initializer = transportOptions.getHttpRequestInitializer(options);
    this.media =
        new com.google.api.services.storage.Storage.Builder(
                transport, GsonFactory.getDefaultInstance(), initializer)
            .setRootUrl(endpoint.origin() + "/")
            .setApplicationName("drydock")
            .build();
    this.requests = transport.createRequestFactory(initializer);
  }

  static CloudStorageConnection fromSettings() throws StorageException {
    String emulator = System.getenv("STORAGE_EMULATOR_HOST");
    String keyFile = System.getenv("GOOGLE_APPLICATION_CREDENTIALS");
    if (emulator != null && !emulator.isBlank()) {
      Path key = keyFile == null || keyFile.isBlank() ? null : Path.of(keyFile);
      return to(emulator, key, PATIENCE);
    }
    try {
      return new CloudStorageConnection(
          GOOGLE, GoogleCredentials.getApplicationDefault(), new CloudStorageRetries(PATIENCE));
    } catch (IOException e) {
      throw new StorageException(
          StorageException.Reason.ACCESS_DENIED,
          "gs: no credentials are set: set GOOGLE_APPLICATION_CREDENTIALS to a key file, or"
              + " STORAGE_EMULATOR_HOST",
          e);
    }
  }

  /**
   * @param keyFile of a service account; null to send no token
   * @param patience for how long calls are made again that bring nothing
   */
  static CloudStorageConnection to(String endpoint, Path keyFile, Duration patience)
      throws StorageException {
    CloudStorageRetries retries = new CloudStorageRetries(patience);
    CloudStorageEndpoint address = CloudStorageEndpoint.parse(endpoint);
    if (keyFile == null) {
      return new CloudStorageConnection(address, NoCredentials.getInstance(), retries);
    }
    // A secret in the path is for clients that send no token; this one does.
    try (InputStream key = Files.newInputStream(keyFile)) {
      return new CloudStorageConnection(
          address.withoutPath(), GoogleCredentials.fromStream(key), retries);
    } catch (IOException e) {
      throw new StorageException(
          StorageException.Reason.ACCESS_DENIED,
          keyFile + ": is not a service account's key file: " + e.getClass().getSimpleName(),
          e);
    }
  }

  Storage storage() {
    return storage;
  }

  com.google.api.services.storage.Storage media() {
    return media;
  }

  /** Where a client without the library goes, as with a signed URL. */
  String host() {
    return endpoint.origin();
  }

  CloudStorageEndpoint endpoint() {
    return endpoint;
  }

  /** A request whose answer is given whatever its status, redirects not followed. */
  HttpRequest request(String method, GenericUrl url, com.google.api.client.http.HttpContent body)
      throws IOException {
    return requests
        .buildRequest(method, url, body)
        .setThrowExceptionOnExecuteError(false)
        // 308 is "go on" here, not "Permanent Redirect".
        .setFollowRedirects(false)
        .setNumberOfRetries(0);
  }

  /** How calls are made again, which nothing else does. */
  CloudStorageRetries retries() {
    return retries;
  }

  /** Makes a call, and again: the second write replaces what the first has left, or finds it. */
  <T> T retry(Callable<T> call) throws Exception {
    return retries.call(call);
  }

  @Override
  public void close() {
    try {
      storage.close();
      transport.shutdown();
    } catch (Exception e) {
      throw new IllegalStateException("connections of a closed client", e);
    }
  }
}
