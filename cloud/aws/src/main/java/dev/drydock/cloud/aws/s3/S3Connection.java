package dev.drydock.cloud.aws.s3;

import dev.drydock.cloud.aws.AwsConnection;
import dev.drydock.cloud.aws.AwsRetries;
import dev.drydock.cloud.aws.AwsSettings;
import dev.drydock.cloud.objects.StorageException;
import java.net.URI;
import java.util.Optional;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** What talks to S3: the client, and the signer of URLs, which needs no connection. */
final class S3Connection implements AutoCloseable {
  private final S3Client client;
  private final S3Presigner presigner;

  private S3Connection(S3Client client, S3Presigner presigner) {
    this.client = client;
    this.presigner = presigner;
  }

  /** A connection by the SDK's own chain of settings. */
  static S3Connection fromSettings() throws StorageException {
    Optional<String> mistake = settings().mistake();
    if (mistake.isPresent()) {
      throw new StorageException(StorageException.Reason.FAILED, "s3: " + mistake.get());
    }
    return to(AwsConnection.fromSettings(retries()));
  }

  static S3Connection to(URI endpoint, String region, String accessKey, String secretKey)
      throws StorageException {
    return to(AwsConnection.to(endpoint, region, accessKey, secretKey, retries()));
  }

  static S3Connection to(AwsConnection connection) throws StorageException {
    try {
      S3ClientBuilder builder =
          connection
              .configure(S3Client.builder())
              // Our own streams compare the bytes, also with ETags, which the SDK does not.
              .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
              .crossRegionAccessEnabled(true);
      S3Presigner.Builder presigner = S3Presigner.builder().region(connection.region());
      connection.credentials().ifPresent(presigner::credentialsProvider);
      S3Client client = builder.build();
      Optional<URI> endpoint = client.serviceClientConfiguration().endpointOverride();
      if (endpoint.isPresent()) {
        client.close();
        // Host names made of bucket names need a name server that knows them; only AWS has one.
        builder.forcePathStyle(true).crossRegionAccessEnabled(false);
        if (LoopbackAuthScheme.fits(endpoint.get())) {
          builder.putAuthScheme(new LoopbackAuthScheme());
        }
        client = builder.build();
        presigner
            .endpointOverride(endpoint.get())
            .serviceConfiguration(S3Configuration.builder().pathStyleAccessEnabled(true).build());
      }
      return new S3Connection(client, presigner.build());
    } catch (SdkClientException | IllegalArgumentException e) {
      throw new StorageException(
          StorageException.Reason.FAILED, "s3: invalid settings: " + e.getMessage(), e);
    }
  }

  static AwsSettings settings() {
    return AwsSettings.ofThisProcess("s3");
  }

  private static AwsRetries retries() {
    return AwsRetries.fromSettings(StorageException.class);
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
