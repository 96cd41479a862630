package dev.drydock.cloud.aws;

import dev.drydock.cloud.StorageException;
import java.io.UncheckedIOException;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;

/** A bucket as the parts of its {@link S3ObjectStore} call it. */
record S3Bucket(S3Connection connection, String name) {
  S3Client client() {
    return connection.client();
  }

  /** The URL of an object, for messages. */
  String url(String object) {
    return "s3://" + name + "/" + object;
  }

  /** What the SDK answers, or its exception as ours, with the URL of the object. */
  <T> T call(String object, Supplier<T> call) throws StorageException {
    try {
      return call.get();
    } catch (SdkException e) {
      throw S3Errors.translate(url(object), e);
    } catch (UncheckedIOException e) {
      // Thrown where the content is opened, past the SDK.
      throw e.getCause() instanceof StorageException ours
          ? ours
          : new StorageException(
              StorageException.Reason.FAILED, url(object) + ": " + e.getCause().getMessage(), e);
    }
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
