package dev.drydock.cloud.aws;

import dev.drydock.cloud.Checksum;
import dev.drydock.cloud.Content;
import dev.drydock.cloud.DeclaredContent;
import dev.drydock.cloud.MultipartUploads.Part;
import dev.drydock.cloud.MultipartUploads.Upload;
import dev.drydock.cloud.StorageException;
import dev.drydock.cloud.StoredObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/**
 * Objects made of parts, sent or copied (User Guide, "Uploading and copying objects using multipart
 * upload").
 */
final class S3Parts {
  static final long MINIMUM_PART_SIZE = 5L << 20;
  static final int MAXIMUM_PARTS = 10_000;

  /** The largest object that one request copies. */
  private static final long LARGEST_COPY = 5L << 30;

  private final S3ObjectStore store;
  private final S3Client client;
  private final String bucket;

  S3Parts(S3ObjectStore store, S3Client client, String bucket) {
    this.store = store;
    this.client = client;
    this.bucket = bucket;
  }

  Upload begin(String name, long partSize) throws StorageException {
    return call(
        name,
        () ->
            new Upload(
                name,
                client
                    .createMultipartUpload(
                        request ->
                            request
                                .bucket(bucket)
                                .key(name)
                                // Of the whole, so that whoever reads can compare it.
                                .checksumAlgorithm(ChecksumAlgorithm.CRC32)
                                .checksumType(ChecksumType.FULL_OBJECT)
                                .metadata(Map.of(S3Checksums.PART_SIZE, Long.toString(partSize))))
                    .uploadId(),
                Instant.now()));
  }

  Part putPart(Upload upload, int number, Content content) throws StorageException {
    DeclaredContent declared = new DeclaredContent(content, store.url(upload.name()));
    String checksum = S3Checksums.base64(declared.checksum(), Checksum.Algorithm.CRC32);
    UploadPartResponse sent =
        store.sent(
            upload.name(),
            () ->
                client.uploadPart(
                    request ->
                        request
                            .bucket(bucket)
                            .key(upload.name())
                            .uploadId(upload.id())
                            .partNumber(number)
                            .checksumAlgorithm(ChecksumAlgorithm.CRC32)
                            .checksumCRC32(checksum),
                    S3ObjectStore.body(declared)));
    return part(number, content.length(), sent.eTag(), sent.checksumCRC32());
  }

  List<Part> parts(Upload upload) throws StorageException {
    return call(
        upload.name(),
        () ->
            client
                .listPartsPaginator(
                    request -> request.bucket(bucket).key(upload.name()).uploadId(upload.id()))
                .parts()
                .stream()
                .map(
                    part -> part(part.partNumber(), part.size(), part.eTag(), part.checksumCRC32()))
                .toList());
  }

  private static Part part(int number, long size, String tag, String crc32) {
    return new Part(number, size, S3Checksums.unquoted(tag), S3Checksums.crc32(crc32));
  }

  StoredObject complete(Upload upload, List<Part> parts) throws StorageException {
    // Of all or of none: some stores refuse what is in between.
    boolean checked =
        parts.stream().allMatch(part -> part.checksum().algorithm() == Checksum.Algorithm.CRC32);
    List<CompletedPart> completed =
        parts.stream()
            .map(
                part ->
                    CompletedPart.builder()
                        .partNumber(part.number())
                        .eTag("\"" + part.tag() + "\"")
                        .checksumCRC32(
                            checked
                                ? S3Checksums.base64(part.checksum(), Checksum.Algorithm.CRC32)
                                : null)
                        .build())
            .toList();
    try {
      call(
          upload.name(),
          () ->
              client.completeMultipartUpload(
                  request ->
                      request
                          .bucket(bucket)
                          .key(upload.name())
                          .uploadId(upload.id())
                          .checksumType(ChecksumType.FULL_OBJECT)
                          .multipartUpload(whole -> whole.parts(completed))));
    } catch (StorageException e) {
      return completedBefore(upload, parts, e);
    }
    return S3ObjectStore.stored(upload.name(), store.headResponse(upload.name()));
  }

  /** What a first attempt has completed whose answer got lost, so that the next finds no upload. */
  private StoredObject completedBefore(Upload upload, List<Part> parts, StorageException failure)
      throws StorageException {
    boolean retried =
        failure.getCause() instanceof SdkException e
            && e.numAttempts() != null
            && e.numAttempts() > 1;
    if (retried) {
      Optional<String> tag = PartsETag.of(parts.stream().map(Part::tag).toList());
      Optional<StoredObject> there = store.head(upload.name());
      if (there.isPresent() && tag.equals(there.map(StoredObject::version))) {
        return there.get();
      }
    }
    throw failure;
  }

  void abort(Upload upload) throws StorageException {
    try {
      call(
          upload.name(),
          () ->
              client.abortMultipartUpload(
                  request -> request.bucket(bucket).key(upload.name()).uploadId(upload.id())));
    } catch (StorageException e) {
      if (e.reason() != StorageException.Reason.NOT_FOUND) {
        throw e;
      }
    }
  }

  List<Upload> unfinished(String prefix) throws StorageException {
    return call(
        prefix,
        () ->
            client
                .listMultipartUploadsPaginator(request -> request.bucket(bucket).prefix(prefix))
                .uploads()
                .stream()
                .filter(upload -> upload.key().startsWith(prefix))
                .map(upload -> new Upload(upload.key(), upload.uploadId(), upload.initiated()))
                .toList());
  }

  StoredObject copy(
      S3ObjectStore source, String sourceBucket, String sourceName, String version, String name)
      throws StorageException {
    HeadObjectResponse head = source.headResponse(sourceName);
    String tag = S3Checksums.unquoted(head.eTag());
    if (!tag.equals(version)) {
      throw new StorageException(
          StorageException.Reason.PRECONDITION_FAILED,
          source.url(sourceName) + ": it is no longer version " + version);
    }
    if (head.contentLength() > LARGEST_COPY) {
      return copyInParts(source, sourceBucket, sourceName, head, name, 512L << 20);
    }
    try {
      call(
          name,
          () ->
              client.copyObject(
                  request ->
                      request
                          .sourceBucket(sourceBucket)
                          .sourceKey(sourceName)
                          .copySourceIfMatch(head.eTag())
                          .destinationBucket(bucket)
                          .destinationKey(name)));
    } catch (StorageException e) {
      throw ofSource(source.url(sourceName), e);
    }
    return S3ObjectStore.stored(name, store.headResponse(name));
  }

  /** What the condition on the source says of it, and not of the object to be made. */
  private static StorageException ofSource(String sourceUrl, StorageException e) {
    return e.reason() == StorageException.Reason.PRECONDITION_FAILED
        ? new StorageException(e.reason(), sourceUrl + ": it has changed", e.getCause())
        : e;
  }

  StoredObject copyInParts(
      S3ObjectStore source,
      String sourceBucket,
      String sourceName,
      HeadObjectResponse head,
      String name,
      long smallest)
      throws StorageException {
    long size = head.contentLength();
    long partSize = Math.max(smallest, (size + MAXIMUM_PARTS - 1) / MAXIMUM_PARTS);
    Upload upload = begin(name, partSize);
    try {
      List<Part> parts = new ArrayList<>();
      for (long offset = 0; offset < size; offset += partSize) {
        long begin = offset;
        long end = Math.min(size, offset + partSize);
        int number = parts.size() + 1;
        String tag =
            call(
                name,
                () ->
                    client
                        .uploadPartCopy(
                            request ->
                                request
                                    .sourceBucket(sourceBucket)
                                    .sourceKey(sourceName)
                                    .copySourceIfMatch(head.eTag())
                                    .copySourceRange("bytes=" + begin + "-" + (end - 1))
                                    .destinationBucket(bucket)
                                    .destinationKey(name)
                                    .uploadId(upload.id())
                                    .partNumber(number))
                        .copyPartResult()
                        .eTag());
        parts.add(part(number, end - begin, tag, null));
      }
      return complete(upload, parts);
    } catch (StorageException e) {
      try {
        abort(upload);
      } catch (StorageException notAborted) {
        e.addSuppressed(notAborted);
      }
      throw ofSource(source.url(sourceName), e);
    }
  }

  private <T> T call(String name, S3ObjectStore.Call<T> call) throws StorageException {
    return S3ObjectStore.call(store.url(name), call);
  }
}
