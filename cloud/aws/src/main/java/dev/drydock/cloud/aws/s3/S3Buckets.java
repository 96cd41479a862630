package dev.drydock.cloud.aws.s3;

import dev.drydock.cloud.objects.Buckets;
import dev.drydock.cloud.objects.StorageException;
import java.net.URI;
import java.util.List;
import software.amazon.awssdk.services.s3.model.Bucket;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** The buckets of an S3 endpoint. */
public final class S3Buckets implements Buckets {
  private final S3Connection connection;

  S3Buckets(S3Connection connection) {
    this.connection = connection;
  }

  /**
   * Connects as all AWS tools do, by {@code AWS_ENDPOINT_URL}, {@code AWS_REGION}, {@code
   * AWS_ACCESS_KEY_ID} and so on, or by a profile in {@code ~/.aws}. Nothing is sent yet.
   *
   * @throws StorageException FAILED if a setting is invalid
   */
  public static S3Buckets fromSettings() throws StorageException {
    return new S3Buckets(S3Connection.fromSettings());
  }

  /** Connects to an endpoint, whatever the settings say. */
  public static S3Buckets at(URI endpoint, String region, String accessKey, String secretKey)
      throws StorageException {
    return new S3Buckets(S3Connection.to(endpoint, region, accessKey, secretKey));
  }

  @Override
  public void create(String bucket) throws StorageException {
    try {
      if (S3Errors.translated(url(bucket), () -> exists(bucket))) {
        // In us-east-1, AWS answers 200 to those who create a bucket that they already own.
        throw new StorageException(
            StorageException.Reason.ALREADY_EXISTS,
            url(bucket) + ": bucket already exists: choose another name");
      }
      S3Errors.translated(
          url(bucket), () -> connection.client().createBucket(request -> request.bucket(bucket)));
    } catch (IllegalArgumentException e) {
      // The SDK checks the names of buckets and says what is wrong.
      throw new StorageException(
          StorageException.Reason.FAILED, url(bucket) + ": " + e.getMessage(), e);
    }
  }

  private boolean exists(String bucket) {
    try {
      connection.client().headBucket(request -> request.bucket(bucket));
      return true;
    } catch (S3Exception e) {
      // Any other problem shows when the bucket is created, with a reason. HEAD has no body for
      // one.
      return false;
    }
  }

  @Override
  public List<String> list() throws StorageException {
    try {
      return S3Errors.translated(
          "s3",
          () ->
              connection.client().listBucketsPaginator().buckets().stream()
                  .map(Bucket::name)
                  .sorted()
                  .toList());
    } catch (StorageException e) {
      throw e.reason() == StorageException.Reason.NOT_FOUND
          ? new StorageException(
              e.reason(), "s3: the endpoint is not S3: check AWS_ENDPOINT_URL", e)
          : e;
    }
  }

  @Override
  public void delete(String bucket) throws StorageException {
    try {
      S3Errors.translated(
          url(bucket), () -> connection.client().deleteBucket(request -> request.bucket(bucket)));
    } catch (StorageException e) {
      throw S3Errors.ofBucket(url(bucket), e);
    }
  }

  @Override
  public S3ObjectStore open(String bucket) {
    return new S3ObjectStore(new S3Bucket(connection, bucket));
  }

  private static String url(String bucket) {
    return "s3://" + bucket;
  }

  @Override
  public void close() {
    connection.close();
  }
}
