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
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;

/**
 * What talks to Cloud Storage: the client, and under it the generated one of the JSON API and plain
 * requests, which give the headers of a download and the sessions of an upload.
 */
final class CloudStorageConnection implements AutoCloseable {
  private static final String KEY_FILE = "GOOGLE_APPLICATION_CREDENTIALS";

  private static final CloudStorageEndpoint GOOGLE =
      new CloudStorageEndpoint("https://storage.googleapis.com", "");

  /** More than any caller has threads, so that none waits for a connection. */
  private static final int MAXIMUM_CONNECTIONS = 256;

  /** Longer than a server takes to start again, and not longer than a user waits. */
  static final Duration PATIENCE = Duration.ofSeconds(30);

  /** For as long as a server may take for the first byte of an answer, or the next. */
  static final Duration READ_TIMEOUT = Duration.ofSeconds(60);

  private final CloudStorageEndpoint endpoint;
  private final HttpTransport transport;
  private final Storage storage;
  private final com.google.api.services.storage.Storage media;
  private final HttpRequestFactory requests;
  private final CloudStorageRetries retries;

  private CloudStorageConnection(
      CloudStorageEndpoint endpoint,
      Credentials credentials,
      CloudStorageRetries retries,
      Duration readTimeout) {
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
            .setReadTimeout((int) readTimeout.toMillis())
            .build();
    StorageOptions options =
        StorageOptions.http()
            .setHost(endpoint.origin())
            .setCredentials(credentials)
            .setTransportOptions(transportOptions)
            // Calls are made again by our own part: the library does not wait as long as it is
            // asked to,
            // and does not know whether an upload gets any further.
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
    return fromSettings(System.getenv());
  }

  static CloudStorageConnection fromSettings(Map<String, String> environment)
      throws StorageException {
    String emulator = environment.getOrDefault("STORAGE_EMULATOR_HOST", "");
    CloudStorageEndpoint endpoint =
        emulator.isBlank() ? GOOGLE : CloudStorageEndpoint.parse(emulator);
    String keyFile = environment.getOrDefault(KEY_FILE, "");
    if (!keyFile.isBlank()) {
      try {
        return to(endpoint, credentials(Path.of(keyFile)), PATIENCE, READ_TIMEOUT);
      } catch (StorageException e) {
        throw new StorageException(e.reason(), KEY_FILE + ": " + e.getMessage(), e.getCause());
      }
    }
    if (!emulator.isBlank()) {
      return to(endpoint, NoCredentials.getInstance(), PATIENCE, READ_TIMEOUT);
    }
    try {
      return to(GOOGLE, GoogleCredentials.getApplicationDefault(), PATIENCE, READ_TIMEOUT);
    } catch (IOException | IllegalArgumentException e) {
      throw new StorageException(
          StorageException.Reason.ACCESS_DENIED,
          "gs: no credentials are set: set "
              + KEY_FILE
              + " to a key file, or"
              + " STORAGE_EMULATOR_HOST",
          e);
    }
  }

  /**
   * @param keyFile of a service account; null to send no token
   * @param patience for how long calls are made again that bring nothing
   * @param readTimeout for how long an answer, or more of it, is waited for
   */
  static CloudStorageConnection to(
      String endpoint, Path keyFile, Duration patience, Duration readTimeout)
      throws StorageException {
    return to(
        CloudStorageEndpoint.parse(endpoint),
        keyFile == null ? NoCredentials.getInstance() : credentials(keyFile),
        patience,
        readTimeout);
  }

  private static CloudStorageConnection to(
      CloudStorageEndpoint endpoint,
      Credentials credentials,
      Duration patience,
      Duration readTimeout) {
    // A secret in the path is for clients that send no token.
    boolean sendsToken = !(credentials instanceof NoCredentials);
    return new CloudStorageConnection(
        sendsToken ? endpoint.withoutPath() : endpoint,
        credentials,
        new CloudStorageRetries(patience),
        readTimeout);
  }

  private static Credentials credentials(Path keyFile) throws StorageException {
    try (InputStream key = Files.newInputStream(keyFile)) {
      return GoogleCredentials.fromStream(key);
    } catch (NoSuchFileException e) {
      throw new StorageException(
          StorageException.Reason.ACCESS_DENIED, keyFile + ": there is no such file", e);
    } catch (IOException | RuntimeException e) {
      // Whatever the parser of JSON, and who casts and reads what it has made of it, come upon.
      throw new StorageException(
          StorageException.Reason.ACCESS_DENIED,
          keyFile + ": is not the JSON file of a service account's key",
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
