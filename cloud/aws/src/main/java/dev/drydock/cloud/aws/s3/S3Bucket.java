package dev.drydock.cloud.aws.s3;

import dev.drydock.cloud.objects.StorageException;
import java.util.function.Supplier;
import software.amazon.awssdk.services.s3.S3Client;

/** A bucket as the parts of {@link S3ObjectStore} use it. */
record S3Bucket(S3Connection connection, String name) {
  S3Client client() {
    return connection.client();
  }

  /** The URL of an object, for messages; that of the bucket for an empty name. */
  String url(String object) {
    return "s3://" + name + (object.isEmpty() ? "" : "/" + object);
  }

  /** Makes a call of the SDK, and translates its exceptions. */
  <T> T call(String object, Supplier<T> call) throws StorageException {
    return S3Errors.translated(url(object), call);
  }

  /** Makes a call that removes something. It is not an error if that does not exist. */
  void remove(String object, Supplier<?> call) throws StorageException {
    try {
      call(object, call);
    } catch (StorageException e) {
      if (e.reason() != StorageException.Reason.NOT_FOUND) {
        throw e;
      }
    }
  }
}
