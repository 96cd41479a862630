package dev.drydock.cloud.aws;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;

/**
 * How the client of a service connects.
 *
 * @param endpoint empty for what the SDK's own chain of settings says
 * @param credentials empty for what the SDK's own chain of settings says
 * @param readTimeout how long to wait for the first byte of an answer, or the next one
 */
public record AwsConnection(
    Region region,
    Optional<URI> endpoint,
    Optional<AwsCredentialsProvider> credentials,
    AwsRetries retries,
    Duration readTimeout) {
  private static final Duration READ_TIMEOUT = Duration.ofSeconds(60);

  /** More connections than any caller has threads, so that no thread waits for one. */
  private static final int MAXIMUM_CONNECTIONS = 256;

  /** A connection by the SDK's own chain of settings. */
  public static AwsConnection fromSettings(AwsRetries retries) {
    return new AwsConnection(
        AwsSettings.region(), Optional.empty(), Optional.empty(), retries, READ_TIMEOUT);
  }

  /** A connection to an endpoint, whatever the settings say. */
  public static AwsConnection to(
      URI endpoint, String region, String accessKey, String secretKey, AwsRetries retries) {
    return new AwsConnection(
        Region.of(region),
        Optional.of(endpoint),
        Optional.of(
            StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKey, secretKey))),
        retries,
        READ_TIMEOUT);
  }

  /** The same with another timeout. */
  public AwsConnection withReadTimeout(Duration timeout) {
    return new AwsConnection(region, endpoint, credentials, retries, timeout);
  }

  /** Configures the builder of a service's client. */
  public <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> B configure(B builder) {
    endpoint.ifPresent(builder::endpointOverride);
    credentials.ifPresent(builder::credentialsProvider);
    return builder
        .region(region)
        .overrideConfiguration(override -> override.retryStrategy(retries))
        .httpClientBuilder(
            ApacheHttpClient.builder()
                .maxConnections(MAXIMUM_CONNECTIONS)
                .socketTimeout(readTimeout)
                .tcpKeepAlive(true));
  }
}
