package dev.drydock.cloud.google.storage;

import com.google.cloud.storage.BlobInfo;
import com.google.cloud.storage.HttpMethod;
import com.google.cloud.storage.Storage.SignUrlOption;
import dev.drydock.cloud.google.ApplicationCredentials;
import dev.drydock.cloud.objects.StorageException;
import dev.drydock.cloud.objects.StorageException.Reason;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** URLs signed with the key of a service account ("V4 signing process"). */
final class CloudStoragePresignedUrls {
  private final CloudStorageBucket bucket;

  CloudStoragePresignedUrls(CloudStorageBucket bucket) {
    this.bucket = bucket;
  }

  URI presignGet(String name, Duration validity) throws StorageException {
    return sign(name, validity, HttpMethod.GET);
  }

  URI presignPut(String name, Duration validity) throws StorageException {
    return sign(name, validity, HttpMethod.PUT);
  }

  private URI sign(String name, Duration validity, HttpMethod method) throws StorageException {
    try {
      return bucket
          .storage()
          .signUrl(
              BlobInfo.newBuilder(bucket.id(name)).build(),
              validity.toSeconds(),
              TimeUnit.SECONDS,
              SignUrlOption.withV4Signature(),
              SignUrlOption.httpMethod(method),
              SignUrlOption.withHostName(bucket.connection().host()))
          .toURI();
    } catch (IllegalStateException e) {
      throw new StorageException(
          Reason.ACCESS_DENIED,
          bucket.url(name)
              + ": URLs are signed with the key file of a service account: set "
              + ApplicationCredentials.KEY_FILE,
          e);
    } catch (IllegalArgumentException | URISyntaxException e) {
      throw new StorageException(Reason.FAILED, bucket.url(name) + ": " + e.getMessage(), e);
    }
  }
}
