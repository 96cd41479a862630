package dev.drydock.cloud.aws;

import dev.drydock.cloud.StorageException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** What talks to S3: the client and what signs URLs, which needs no connection. */
final class S3Connection implements AutoCloseable {
  /** More than any caller has threads, so that none waits for a connection. */
  private static final int MAXIMUM_CONNECTIONS = 256;

  /** For as long as a server may take for the first byte of an answer, or the next. */
  private static final Duration READ_TIMEOUT = Duration.ofSeconds(60);

  private final S3Client client;
  private final S3Presigner presigner;

  private S3Connection(S3Client client, S3Presigner presigner) {
    this.client = client;
    this.presigner = presigner;
  }

  /** By the SDK's own chain of settings. */
  static S3Connection fromSettings() throws StorageException {
    S3Settings settings = S3Settings.ofThisProcess();
    settings.checkEndpoint();
    Region region = region();
    settings.checkRegion(region);
    return connect(
        S3Client.builder(), S3Presigner.builder(), region, S3Retries.fromSettings(), READ_TIMEOUT);
  }

  static S3Connection to(URI endpoint, String region, String accessKey, String secretKey)
      throws StorageException {
    return to(endpoint, region, accessKey, secretKey, S3Retries.fromSettings(), READ_TIMEOUT);
  }

  static S3Connection to(
      URI endpoint,
      String region,
      String accessKey,
      String secretKey,
      S3Retries retries,
      Duration readTimeout)
      throws StorageException {
    StaticCredentialsProvider credentials =
        StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKey, secretKey));
    return connect(
        S3Client.builder().endpointOverride(endpoint).credentialsProvider(credentials),
        S3Presigner.builder().credentialsProvider(credentials),
        Region.of(region),
        retries,
        readTimeout);
  }

  private static S3Connection connect(
      S3ClientBuilder builder,
      S3Presigner.Builder presigner,
      Region region,
      S3Retries retries,
      Duration readTimeout)
      throws StorageException {
    try {
      builder
          .region(region)
          // Our own streams compare the bytes, also with what the SDK does not: ETags.
          .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
          .crossRegionAccessEnabled(true)
          .overrideConfiguration(override -> override.retryStrategy(retries))
          .httpClientBuilder(
              ApacheHttpClient.builder()
                  .maxConnections(MAXIMUM_CONNECTIONS)
                  .socketTimeout(readTimeout)
                  .tcpKeepAlive(true));
      S3Client client = builder.build();
      Optional<URI> endpoint = client.serviceClientConfiguration().endpointOverride();
      if (endpoint.isPresent()) {
        client.close();
        // Names of buckets as host names need a name server that knows them, which only AWS has.
        builder.forcePathStyle(true).crossRegionAccessEnabled(false);
        if (LoopbackAuthScheme.fits(endpoint.get())) {
          builder.putAuthScheme(new LoopbackAuthScheme());
        }
        client = builder.build();
        presigner
            .endpointOverride(endpoint.get())
            .serviceConfiguration(S3Configuration.builder().pathStyleAccessEnabled(true).build());
      }
      return new S3Connection(client, presigner.region(region).build());
    } catch (SdkClientException | IllegalArgumentException e) {
      throw new StorageException(
          StorageException.Reason.FAILED, "s3: the settings are wrong: " + e.getMessage(), e);
    }
  }

  /** The one that is set, else the one that most servers other than AWS expect. */
  private static Region region() {
    try {
      return DefaultAwsRegionProviderChain.builder().build().getRegion();
    } catch (SdkClientException | IllegalArgumentException noneOrEmpty) {
      return Region.US_EAST_1;
    }
  }

  S3Client client() {
    return client;
  }

  S3Presigner presigner() {
    return presigner;
  }

  @Override
  public void close() {
    client.close();
    presigner.close();
  }
}
