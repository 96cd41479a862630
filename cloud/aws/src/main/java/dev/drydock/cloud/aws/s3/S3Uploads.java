package dev.drydock.cloud.aws.s3;

import dev.drydock.cloud.aws.AwsErrors;
import dev.drydock.cloud.aws.AwsRetries;
import dev.drydock.cloud.objects.Checksum;
import dev.drydock.cloud.objects.Content;
import dev.drydock.cloud.objects.DeclaredContent;
import dev.drydock.cloud.objects.StorageException;
import dev.drydock.cloud.objects.StoredObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.function.Consumer;
import java.util.function.Function;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Objects written in one request (API Reference, PutObject). */
final class S3Uploads {
  private final S3Bucket bucket;
  private final S3Downloads downloads;

  S3Uploads(S3Bucket bucket) {
    this.bucket = bucket;
    this.downloads = new S3Downloads(bucket);
  }

  StoredObject put(String name, Content content) throws StorageException {
    return put(name, content, request -> {});
  }

  StoredObject putIfAbsent(String name, Content content) throws StorageException {
    try {
      return put(name, content, request -> unpooled(request.ifNoneMatch("*")));
    } catch (StorageException e) {
      if (e.reason() == StorageException.Reason.PRECONDITION_FAILED) {
        throw new StorageException(
            StorageException.Reason.ALREADY_EXISTS,
            bucket.url(name) + ": object already exists",
            e.getCause());
      }
      throw e;
    }
  }

  StoredObject replace(String name, String version, Content content) throws StorageException {
    try {
      return put(name, content, request -> unpooled(request.ifMatch("\"" + version + "\"")));
    } catch (StorageException e) {
      // S3 answers 404 if the object does not exist, and also if the bucket does not.
      if (e.reason() == StorageException.Reason.NOT_FOUND
          && e.getCause() instanceof S3Exception answer
          && !"NoSuchBucket".equals(AwsErrors.code(answer))) {
        throw new StorageException(
            StorageException.Reason.PRECONDITION_FAILED,
            bucket.url(name) + ": object no longer exists",
            e.getCause());
      }
      throw e;
    }
  }

  /**
   * Uses a connection only once for a write that may well be refused. Some servers then close the
   * connection without having read the body, which later requests would run into.
   */
  private static void unpooled(PutObjectRequest.Builder request) {
    request.overrideConfiguration(override -> override.putHeader("Connection", "close"));
  }

  private StoredObject put(
      String name, Content content, Consumer<PutObjectRequest.Builder> condition)
      throws StorageException {
    PutObjectRequest.Builder request = PutObjectRequest.builder().bucket(bucket.name()).key(name);
    condition.accept(request);
    DeclaredContent declared = new DeclaredContent(content, bucket.url(name));
    Checksum checksum = declared.checksum();
    request
        .checksumCRC32(S3Checksums.base64(checksum, Checksum.Algorithm.CRC32))
        .checksumCRC32C(S3Checksums.base64(checksum, Checksum.Algorithm.CRC32C));
    PutObjectResponse response;
    try {
      response = send(name, declared, body -> bucket.client().putObject(request.build(), body));
    } catch (StorageException e) {
      throw S3Errors.ofBucket(bucket.url(name), e);
    }
    return new StoredObject(
        name,
        content.length(),
        date(response),
        S3Checksums.unquoted(response.eTag()),
        S3Checksums.of(response));
  }

  /**
   * Sends content. A server may refuse it and close the connection before it has read all of it.
   * Then the client, which is still writing, loses the connection and gets no answer. The answer to
   * a GET says why.
   */
  <T> T send(String name, DeclaredContent content, Function<RequestBody, T> call)
      throws StorageException {
    try {
      return bucket.call(name, () -> call.apply(body(content)));
    } catch (StorageException e) {
      if (e.reason() == StorageException.Reason.UNREACHABLE
          && e.getCause() != null
          && !AwsRetries.isTimeout(e)) {
        downloads.throwIfRefused(name);
      }
      throw e;
    }
  }

  /** The content in the SDK's form. The SDK opens it again for each attempt. */
  private static RequestBody body(DeclaredContent content) {
    return RequestBody.fromContentProvider(
        () -> {
          try {
            return content.open();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        },
        content.length(),
        "application/octet-stream");
  }

  /** The time of the answer to a write, which has no other time. */
  private static Instant date(PutObjectResponse response) {
    try {
      return response
          .sdkHttpResponse()
          .firstMatchingHeader("Date")
          .map(date -> Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date)))
          .orElseGet(Instant::now);
    } catch (DateTimeParseException e) {
      return Instant.now();
    }
  }
}
