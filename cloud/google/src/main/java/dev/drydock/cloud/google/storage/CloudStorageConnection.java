package dev.drydock.cloud.google.storage;

import com.google.api.client.http.GenericUrl;
import com.google.api.client.http.HttpContent;
import com.google.api.client.http.HttpRequest;
import com.google.api.client.http.HttpRequestFactory;
import com.google.api.client.http.HttpRequestInitializer;
import com.google.api.client.http.HttpTransport;
import com.google.api.client.http.apache.v2.ApacheHttpTransport;
import com.google.api.client.json.gson.GsonFactory;
import com.google.api.gax.retrying.ResultRetryAlgorithm;
import com.google.auth.Credentials;
import com.google.cloud.NoCredentials;
import com.google.cloud.ServiceOptions;
import com.google.cloud.http.HttpTransportOptions;
import com.google.cloud.storage.Storage;
import com.google.cloud.storage.StorageOptions;
import com.google.cloud.storage.StorageRetryStrategy;
import dev.drydock.cloud.google.ApplicationCredentials;
import dev.drydock.cloud.google.GoogleEndpoint;
import dev.drydock.cloud.google.GoogleErrors;
import dev.drydock.cloud.google.GoogleRetries;
import dev.drydock.cloud.objects.StorageException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * What talks to Cloud Storage: the client; the generated client of the JSON API, which gives the
 * headers of a download; and plain requests, for the sessions of an upload.
 */
final class CloudStorageConnection implements AutoCloseable {
  private static final String EMULATOR = "STORAGE_EMULATOR_HOST";

  private static final ResultRetryAlgorithm<?> IDEMPOTENT =
      StorageRetryStrategy.getDefaultStorageRetryStrategy().getIdempotentHandler();

  private static final GoogleEndpoint GOOGLE =
      new GoogleEndpoint("https://storage.googleapis.com", "");

  /** More connections than any caller has threads, so that no thread waits for one. */
  private static final int MAXIMUM_CONNECTIONS = 256;

  /** Longer than a server takes to restart, and no longer than a user waits. */
  static final Duration PATIENCE = Duration.ofSeconds(30);

  static final Duration READ_TIMEOUT = Duration.ofSeconds(60);

  private final GoogleEndpoint endpoint;
  private final HttpTransport transport;
  private final Storage storage;
  private final com.google.api.services.storage.Storage media;
  private final HttpRequestFactory requests;
  private final GoogleRetries retries;

  private CloudStorageConnection(
      GoogleEndpoint endpoint,
      Credentials credentials,
      GoogleRetries retries,
      Duration readTimeout) {
    this.endpoint = endpoint;
    this.retries = retries;
    // The default transport keeps only five idle connections to a host.
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
            // GoogleRetries retries calls: the library does not wait as long as a server asks for,
            // and does not know whether an upload makes progress.
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
    String emulator = environment.getOrDefault(EMULATOR, "");
    GoogleEndpoint endpoint = emulator.isBlank() ? GOOGLE : parse(emulator);
    Optional<Credentials> ofKeyFile;
    try {
      ofKeyFile = ApplicationCredentials.ofEnvironment(environment);
    } catch (IOException e) {
      throw denied(e);
    }
    if (ofKeyFile.isPresent() || !emulator.isBlank()) {
      return to(endpoint, ofKeyFile.orElse(NoCredentials.getInstance()), PATIENCE, READ_TIMEOUT);
    }
    try {
      return to(GOOGLE, ApplicationCredentials.ofMachine(), PATIENCE, READ_TIMEOUT);
    } catch (IOException e) {
      throw new StorageException(
          StorageException.Reason.ACCESS_DENIED, "gs: " + e.getMessage() + ", or " + EMULATOR, e);
    }
  }

  /**
   * @param keyFile of a service account; null to send no token
   * @param patience how long to retry calls that make no progress
   * @param readTimeout how long to wait for the first byte of an answer, or the next one
   */
  static CloudStorageConnection to(
      String endpoint, Path keyFile, Duration patience, Duration readTimeout)
      throws StorageException {
    try {
      return to(
          parse(endpoint),
          keyFile == null ? NoCredentials.getInstance() : ApplicationCredentials.read(keyFile),
          patience,
          readTimeout);
    } catch (StorageException e) {
      throw e;
    } catch (IOException e) {
      throw denied(e);
    }
  }

  private static StorageException denied(IOException e) {
    return new StorageException(
        StorageException.Reason.ACCESS_DENIED, e.getMessage(), e.getCause());
  }

  private static GoogleEndpoint parse(String endpoint) throws StorageException {
    return GoogleEndpoint.parse(endpoint)
        .orElseThrow(
            () ->
                new StorageException(
                    StorageException.Reason.FAILED,
                    "gs: the endpoint is not a URL such as http://127.0.0.1:4443: check "
                        + EMULATOR));
  }

  private static CloudStorageConnection to(
      GoogleEndpoint endpoint, Credentials credentials, Duration patience, Duration readTimeout) {
    // The secret in the path is for clients that send no token.
    boolean sendsToken = !(credentials instanceof NoCredentials);
    return new CloudStorageConnection(
        sendsToken ? endpoint.withoutPath() : endpoint,
        credentials,
        new GoogleRetries(patience, CloudStorageConnection::isTemporary),
        readTimeout);
  }

  /** What the library would retry after, and connections that Apache's client lost. */
  private static boolean isTemporary(Exception e) {
    return GoogleErrors.find(e, StorageException.class).isEmpty()
        && (IDEMPOTENT.shouldRetry(e, null) || GoogleRetries.isLostConnection(e));
  }

  Storage storage() {
    return storage;
  }

  com.google.api.services.storage.Storage media() {
    return media;
  }

  /** The origin for requests that are made without the client, such as with a signed URL. */
  String host() {
    return endpoint.origin();
  }

  GoogleEndpoint endpoint() {
    return endpoint;
  }

  /** A request whose answer is returned whatever its status; redirects are not followed. */
  HttpRequest request(String method, GenericUrl url, HttpContent body) throws IOException {
    return requests
        .buildRequest(method, url, body)
        .setThrowExceptionOnExecuteError(false)
        // Here 308 means "resume incomplete", not "permanent redirect".
        .setFollowRedirects(false)
        .setNumberOfRetries(0);
  }

  /** Retries calls; nothing else does. */
  GoogleRetries retries() {
    return retries;
  }

  /** Makes a call and retries it: a second write replaces what the first one wrote. */
  <T> T retry(Callable<T> call) throws Exception {
    return retries.call(call);
  }

  @Override
  public void close() {
    try {
      storage.close();
      transport.shutdown();
    } catch (Exception e) {
      throw new IllegalStateException("the client cannot be closed", e);
    }
  }
}
