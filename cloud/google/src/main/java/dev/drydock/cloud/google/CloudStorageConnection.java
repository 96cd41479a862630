package dev.drydock.cloud.google;

import com.google.api.client.http.GenericUrl;
import com.google.api.client.http.HttpRequest;
import com.google.api.client.http.HttpRequestFactory;
import com.google.api.client.http.HttpRequestInitializer;
import com.google.api.client.http.HttpResponseException;
import com.google.api.client.http.HttpTransport;
import com.google.api.client.http.apache.v2.ApacheHttpTransport;
import com.google.api.client.json.gson.GsonFactory;
import com.google.api.gax.retrying.BasicResultRetryAlgorithm;
import com.google.api.gax.retrying.ResultRetryAlgorithm;
import com.google.api.gax.retrying.RetrySettings;
import com.google.api.gax.retrying.TimedAttemptSettings;
import com.google.auth.Credentials;
import com.google.auth.oauth2.GoogleCredentials;
import com.google.cloud.NoCredentials;
import com.google.cloud.RetryHelper;
import com.google.cloud.http.HttpTransportOptions;
import com.google.cloud.storage.Storage;
import com.google.cloud.storage.StorageOptions;
import com.google.cloud.storage.StorageRetryStrategy;
import dev.drydock.cloud.StorageException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.http.ConnectionClosedException;
import org.apache.http.NoHttpResponseException;

/**
 * What talks to Cloud Storage: the client, and under it the generated one of the JSON API and plain
 * requests, which give the headers of a download and the sessions of an upload.
 */
final class CloudStorageConnection implements AutoCloseable {
  private static final String GOOGLE = "https://storage.googleapis.com";

  /** More than any caller has threads, so that none waits for a connection. */
  private static final int MAXIMUM_CONNECTIONS = 256;

  private final String host;
  private final HttpTransport transport;
  private final Storage storage;
  private final com.google.api.services.storage.Storage media;
  private final HttpRequestFactory requests;

  private CloudStorageConnection(String host, Credentials credentials) {
    this.host = host;
    // The default transport keeps five connections to a host, whatever the number of threads.
    this.transport =
        new ApacheHttpTransport(
            ApacheHttpTransport.newDefaultHttpClientBuilder()
                .setMaxConnPerRoute(MAXIMUM_CONNECTIONS)
                .setMaxConnTotal(MAXIMUM_CONNECTIONS)
                .build());
    HttpTransportOptions transportOptions =
        HttpTransportOptions.newBuilder()
            .setHttpTransportFactory(() -> transport)
            .setConnectTimeout(10_000)
            .setReadTimeout(60_000)
            .build();
    StorageOptions options =
        StorageOptions.http()
            .setHost(host)
            .setCredentials(credentials)
            .setTransportOptions(transportOptions)
            // Calls are made again here, by retry: the library does not wait as long as it is asked
            // to.
            .setStorageRetryStrategy(new NoCall())
            .setRetrySettings(
                RetrySettings.newBuilder()
                    .setMaxAttempts(6)
                    .setInitialRetryDelayDuration(Duration.ofMillis(250))
                    .setRetryDelayMultiplier(2)
                    .setMaxRetryDelayDuration(Duration.ofSeconds(8))
                    .setTotalTimeoutDuration(Duration.ofMinutes(5))
                    .build())
            .build();
    this.storage = options.getService();
    HttpRequestInitializer initializer = transportOptions.getHttpRequestInitializer(options);
    this.media =
        new com.google.api.services.storage.Storage.Builder(
                transport, GsonFactory.getDefaultInstance(), initializer)
            .setRootUrl(host + "/")
            .setApplicationName("drydock")
            .build();
    this.requests = transport.createRequestFactory(initializer);
  }

  static CloudStorageConnection fromSettings() throws StorageException {
    String emulator = System.getenv("STORAGE_EMULATOR_HOST");
    String keyFile = System.getenv("GOOGLE_APPLICATION_CREDENTIALS");
    if (emulator != null && !emulator.isBlank()) {
      return to(emulator, keyFile == null || keyFile.isBlank() ? null : Path.of(keyFile));
    }
    try {
      return new CloudStorageConnection(GOOGLE, GoogleCredentials.getApplicationDefault());
    } catch (IOException e) {
      throw new StorageException(
          StorageException.Reason.ACCESS_DENIED,
          "gs: no credentials are set: set GOOGLE_APPLICATION_CREDENTIALS to a key file, or"
              + " STORAGE_EMULATOR_HOST",
          e);
    }
  }

  static CloudStorageConnection to(String endpoint, Path keyFile) throws StorageException {
    String host = endpoint.contains("://") ? endpoint : "http://" + endpoint;
    host = host.replaceAll("/+$", "");
    if (keyFile == null) {
      return new CloudStorageConnection(host, NoCredentials.getInstance());
    }
    // A secret in the path is for clients that send no token; this one does, and its messages have
    // the URL.
    URI uri = URI.create(host);
    String origin = uri.getScheme() + "://" + uri.getAuthority();
    try (InputStream key = Files.newInputStream(keyFile)) {
      return new CloudStorageConnection(origin, GoogleCredentials.fromStream(key));
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
    return host;
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

  /** Makes a call, and again: the second write replaces what the first has left, or finds it. */
  <T> T retry(Callable<T> call) throws Exception {
    try {
      return RetryHelper.runWithRetries(
          call,
          storage.getOptions().getRetrySettings(),
          new EveryCall(),
          storage.getOptions().getClock());
    } catch (RetryHelper.RetryHelperException e) {
      if (e.getCause() instanceof Exception last) {
        throw last;
      }
      throw e;
    }
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

  /**
   * Tries every call again that the library would, and those whose connection Apache's client lost.
   */
  private static final class EveryCall extends BasicResultRetryAlgorithm<Object> {
    private final ResultRetryAlgorithm<?> library =
        StorageRetryStrategy.getDefaultStorageRetryStrategy().getIdempotentHandler();

    @Override
    public boolean shouldRetry(Throwable failure, Object answer) {
      return library.shouldRetry(failure, null) || lost(failure);
    }

    @Override
    public TimedAttemptSettings createNextAttempt(
        Throwable failure, Object answer, TimedAttemptSettings previous) {
      // Null leaves the pause to the settings above.
      return retryAfter(failure)
          .map(
              pause ->
                  previous.toBuilder()
                      .setRandomizedRetryDelayDuration(pause)
                      .setAttemptCount(previous.getAttemptCount() + 1)
                      .setOverallAttemptCount(previous.getOverallAttemptCount() + 1)
                      .build())
          .orElse(null);
    }

    /** How long the store asks to wait (RFC 9110, section 10.2.3), where it says so in seconds. */
    private static Optional<Duration> retryAfter(Throwable failure) {
      for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
        if (cause instanceof HttpResponseException answer) {
          return Optional.ofNullable(answer.getHeaders().getRetryAfter())
              .filter(seconds -> seconds.matches("[0-9]{1,4}"))
              .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)));
        }
      }
      return Optional.empty();
    }

    private static boolean lost(Throwable failure) {
      for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
        if (cause instanceof NoHttpResponseException
            || cause instanceof ConnectionClosedException) {
          return true;
        }
      }
      return false;
    }
  }

  private static final class NoCall implements StorageRetryStrategy {
    private static final long serialVersionUID = 1;

    @Override
    public ResultRetryAlgorithm<?> getIdempotentHandler() {
      return new BasicResultRetryAlgorithm<Object>() {
        @Override
        public boolean shouldRetry(Throwable failure, Object answer) {
          return false;
        }
      };
    }

    @Override
    public ResultRetryAlgorithm<?> getNonidempotentHandler() {
      return getIdempotentHandler();
    }
  }
}
