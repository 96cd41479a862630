package dev.drydock.cloud.aws.s3;

import dev.drydock.cloud.objects.StorageException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.function.Function;
import software.amazon.awssdk.awscore.presigner.PresignedRequest;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/**
 * URLs with a signature in their query (API Reference, "Authenticating Requests: Using Query
 * Parameters (AWS Signature Version 4)").
 */
final class S3PresignedUrls {
  private final S3Bucket bucket;

  S3PresignedUrls(S3Bucket bucket) {
    this.bucket = bucket;
  }

  URI presignGet(String name, Duration validity) throws StorageException {
    GetObjectRequest request = GetObjectRequest.builder().bucket(bucket.name()).key(name).build();
    return sign(
        name,
        presigner ->
            presigner.presignGetObject(
                presign -> presign.signatureDuration(validity).getObjectRequest(request)));
  }

  URI presignPut(String name, Duration validity) throws StorageException {
    PutObjectRequest request = PutObjectRequest.builder().bucket(bucket.name()).key(name).build();
    return sign(
        name,
        presigner ->
            presigner.presignPutObject(
                presign -> presign.signatureDuration(validity).putObjectRequest(request)));
  }

  private URI sign(String name, Function<S3Presigner, PresignedRequest> request)
      throws StorageException {
    PresignedRequest signed =
        bucket.call(name, () -> request.apply(bucket.connection().presigner()));
    try {
      return signed.url().toURI();
    } catch (URISyntaxException e) {
      throw new IllegalStateException("the SDK signed something that is not a URI", e);
    }
  }
}
