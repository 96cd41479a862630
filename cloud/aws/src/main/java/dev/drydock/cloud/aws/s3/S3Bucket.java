package dev.drydock.cloud.aws.s3;

import dev.drydock.cloud.objects.StorageException;
import java.util.function.Supplier;
import software.amazon.awssdk.services.s3.S3Client;

/** A bucket as the parts of its {@link S3ObjectStore} call it. */
record S3Bucket(S3Connection connection, String name) {
  S3Client client() {
    return connection.client();
  }

  /** The URL of an object, or of the bucket, for messages. */
  String url(String object) {
    return "s3://" + name + (object.isEmpty() ? "" : "/" + object);
  }

  /** What the SDK answers, or its exception as ours, with the URL of the object. */
  <T> T call(String object, Supplier<T> call) throws StorageException {
    return S3Errors.translated(url(object), call);
  }

  /** A call that removes something; that there is none is no error. */
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
