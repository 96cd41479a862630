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
   * Connects as every AWS tool does: by {@code AWS_ENDPOINT_URL}, {@code AWS_REGION}, {@code
   * AWS_ACCESS_KEY_ID} and so on, or a profile of {@code ~/.aws}. Nothing is sent yet.
   *
   * @throws StorageException FAILED if a setting makes no sense
   */
  public static S3Buckets fromSettings() throws StorageException {
    return new S3Buckets(S3Connection.fromSettings());
  }

  /** Connects to an endpoint, whatever is set. */
  public static S3Buckets at(URI endpoint, String region, String accessKey, String secretKey)
      throws StorageException {
    return new S3Buckets(S3Connection.to(endpoint, region, accessKey, secretKey));
  }

  @Override
  public void create(String bucket) throws StorageException {
    try {
      if (S3Errors.translated(url(bucket), () -> exists(bucket))) {
        // AWS itself answers 200 to who makes his own bucket again in us-east-1.
        throw new StorageException(
            StorageException.Reason.ALREADY_EXISTS,
            url(bucket) + ": bucket already exists: choose another name");
      }
      S3Errors.translated(
          url(bucket), () -> connection.client().createBucket(request -> request.bucket(bucket)));
    } catch (IllegalArgumentException e) {
      // The SDK knows the rules for names of buckets, and tells them so.
      throw new StorageException(
          StorageException.Reason.FAILED, url(bucket) + ": " + e.getMessage(), e);
    }
  }

  private boolean exists(String bucket) {
    try {
      connection.client().headBucket(request -> request.bucket(bucket));
      return true;
    } catch (S3Exception e) {
      // Whatever else is wrong shows when it is made, with a reason, which HEAD has no body for.
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
