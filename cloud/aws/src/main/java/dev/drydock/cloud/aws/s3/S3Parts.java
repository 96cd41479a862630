package dev.drydock.cloud.aws.s3;

import dev.drydock.cloud.objects.Checksum;
import dev.drydock.cloud.objects.Content;
import dev.drydock.cloud.objects.DeclaredContent;
import dev.drydock.cloud.objects.MultipartUploads.Part;
import dev.drydock.cloud.objects.MultipartUploads.Upload;
import dev.drydock.cloud.objects.StorageException;
import dev.drydock.cloud.objects.StoredObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompletedMultipartUpload;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.ListPartsRequest;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/**
 * Objects in parts (User Guide, "Uploading and copying objects using multipart upload"). The limits
 * are from "Amazon S3 multipart upload limits".
 */
final class S3Parts {
  static final int MAXIMUM_PARTS = 10_000;

  private static final long MINIMUM_PART_SIZE = 5L << 20;

  private final S3Bucket bucket;
  private final S3Uploads uploads;
  private final S3Metadata metadata;

  S3Parts(S3Bucket bucket) {
    this.bucket = bucket;
    this.uploads = new S3Uploads(bucket);
    this.metadata = new S3Metadata(bucket);
  }

  long minimumPartSize() {
    return MINIMUM_PART_SIZE;
  }

  int maximumParts() {
    return MAXIMUM_PARTS;
  }

  Upload beginUpload(String name, long partSize) throws StorageException {
    CreateMultipartUploadRequest request =
        CreateMultipartUploadRequest.builder()
            .bucket(bucket.name())
            .key(name)
            // A checksum of the whole object, so that readers can verify it.
            .checksumAlgorithm(ChecksumAlgorithm.CRC32)
            .checksumType(ChecksumType.FULL_OBJECT)
            .metadata(Map.of(S3Checksums.PART_SIZE, Long.toString(partSize)))
            .build();
    try {
      String id =
          bucket.call(name, () -> bucket.client().createMultipartUpload(request).uploadId());
      return new Upload(name, id, Instant.now());
    } catch (StorageException e) {
      throw S3Errors.ofBucket(bucket.url(name), e);
    }
  }

  Part putPart(Upload upload, int number, Content content) throws StorageException {
    DeclaredContent declared = new DeclaredContent(content, bucket.url(upload.name()));
    UploadPartRequest request =
        UploadPartRequest.builder()
            .bucket(bucket.name())
            .key(upload.name())
            .uploadId(upload.id())
            .partNumber(number)
            .checksumAlgorithm(ChecksumAlgorithm.CRC32)
            .checksumCRC32(S3Checksums.base64(declared.checksum(), Checksum.Algorithm.CRC32))
            .build();
    UploadPartResponse sent =
        uploads.send(upload.name(), declared, body -> bucket.client().uploadPart(request, body));
    return part(number, content.length(), sent.eTag(), sent.checksumCRC32());
  }

  List<Part> parts(Upload upload) throws StorageException {
    ListPartsRequest request =
        ListPartsRequest.builder()
            .bucket(bucket.name())
            .key(upload.name())
            .uploadId(upload.id())
            .build();
    return bucket.call(
        upload.name(),
        () ->
            bucket.client().listPartsPaginator(request).parts().stream()
                .map(
                    part -> part(part.partNumber(), part.size(), part.eTag(), part.checksumCRC32()))
                .toList());
  }

  private static Part part(int number, long size, String tag, String crc32) {
    return new Part(number, size, S3Checksums.unquoted(tag), S3Checksums.crc32(crc32));
  }

  StoredObject complete(Upload upload, List<Part> parts) throws StorageException {
    // For all parts or for none: some servers refuse a mixture.
    boolean checked =
        parts.stream().allMatch(part -> part.checksum().algorithm() == Checksum.Algorithm.CRC32);
    CompletedMultipartUpload whole =
        CompletedMultipartUpload.builder()
            .parts(parts.stream().map(part -> completed(part, checked)).toList())
            .build();
    CompleteMultipartUploadRequest request =
        CompleteMultipartUploadRequest.builder()
            .bucket(bucket.name())
            .key(upload.name())
            .uploadId(upload.id())
            .checksumType(ChecksumType.FULL_OBJECT)
            .multipartUpload(whole)
            .build();
    try {
      bucket.call(upload.name(), () -> bucket.client().completeMultipartUpload(request));
    } catch (StorageException e) {
      return completedBefore(upload, parts, e);
    }
    return metadata.get(upload.name());
  }

  private static CompletedPart completed(Part part, boolean checked) {
    return CompletedPart.builder()
        .partNumber(part.number())
        .eTag("\"" + part.tag() + "\"")
        .checksumCRC32(
            checked ? S3Checksums.base64(part.checksum(), Checksum.Algorithm.CRC32) : null)
        .build();
  }

  /**
   * The object, if a first attempt completed it and its answer was lost. Then the retry finds no
   * upload.
   */
  private StoredObject completedBefore(Upload upload, List<Part> parts, StorageException failure)
      throws StorageException {
    boolean retried =
        failure.getCause() instanceof SdkException e
            && e.numAttempts() != null
            && e.numAttempts() > 1;
    if (retried) {
      Optional<String> tag = PartsETag.of(parts.stream().map(Part::tag).toList());
      Optional<StoredObject> there = metadata.find(upload.name());
      if (there.isPresent() && tag.equals(there.map(StoredObject::version))) {
        return there.get();
      }
    }
    throw failure;
  }

  void abort(Upload upload) throws StorageException {
    bucket.remove(
        upload.name(),
        () ->
            bucket
                .client()
                .abortMultipartUpload(
                    request ->
                        request.bucket(bucket.name()).key(upload.name()).uploadId(upload.id())));
  }

  List<Upload> unfinished(String prefix) throws StorageException {
    return bucket.call(
        prefix,
        () ->
            bucket
                .client()
                .listMultipartUploadsPaginator(
                    request -> request.bucket(bucket.name()).prefix(prefix))
                .uploads()
                .stream()
                .filter(upload -> upload.key().startsWith(prefix))
                .map(upload -> new Upload(upload.key(), upload.uploadId(), upload.initiated()))
                .toList());
  }
}
