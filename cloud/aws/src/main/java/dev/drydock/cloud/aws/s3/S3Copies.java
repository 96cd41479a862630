package dev.drydock.cloud.aws.s3;

import dev.drydock.cloud.objects.Checksum;
import dev.drydock.cloud.objects.MultipartUploads.Part;
import dev.drydock.cloud.objects.MultipartUploads.Upload;
import dev.drydock.cloud.objects.StorageException;
import dev.drydock.cloud.objects.StoredObject;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.UploadPartCopyRequest;

/** Copies within S3, in one request or in parts (User Guide, "Copying, moving, and renaming"). */
final class S3Copies {
  /** The largest object that a single request can copy. */
  private static final long LARGEST_COPY = 5L << 30;

  private static final long SMALLEST_PART = 512L << 20;

  private final S3Bucket bucket;
  private final S3Metadata metadata;
  private final S3Parts parts;

  S3Copies(S3Bucket bucket) {
    this.bucket = bucket;
    this.metadata = new S3Metadata(bucket);
    this.parts = new S3Parts(bucket);
  }

  /**
   * The object to copy.
   *
   * @param tag its ETag in quotes, for the condition that it has not changed
   */
  record Source(S3Bucket bucket, String name, String tag, long size) {
    static Source of(S3Bucket bucket, String name, String version) throws StorageException {
      HeadObjectResponse head = new S3Metadata(bucket).head(name, version);
      return new Source(bucket, name, head.eTag(), head.contentLength());
    }

    /** A failed condition is about the source, not about the object to be created. */
    private StorageException failure(StorageException e) {
      return e.reason() == StorageException.Reason.PRECONDITION_FAILED
          ? new StorageException(
              e.reason(), bucket.url(name) + ": object has changed", e.getCause())
          : e;
    }
  }

  StoredObject copy(String sourceBucket, String sourceName, String version, String name)
      throws StorageException {
    Source source = Source.of(new S3Bucket(bucket.connection(), sourceBucket), sourceName, version);
    try {
      return source.size > LARGEST_COPY
          ? copyInParts(source, name, SMALLEST_PART)
          : copyAtOnce(source, name);
    } catch (StorageException e) {
      throw source.failure(e);
    }
  }

  private StoredObject copyAtOnce(Source source, String name) throws StorageException {
    CopyObjectRequest request =
        CopyObjectRequest.builder()
            .sourceBucket(source.bucket.name())
            .sourceKey(source.name)
            .copySourceIfMatch(source.tag)
            .destinationBucket(bucket.name())
            .destinationKey(name)
            .build();
    bucket.call(name, () -> bucket.client().copyObject(request));
    return metadata.get(name);
  }

  /**
   * Copies an object in parts.
   *
   * @param smallest the size of a part in bytes, unless that makes too many parts
   */
  StoredObject copyInParts(Source source, String name, long smallest) throws StorageException {
    long partSize =
        Math.max(smallest, (source.size + S3Parts.MAXIMUM_PARTS - 1) / S3Parts.MAXIMUM_PARTS);
    Upload upload = parts.beginUpload(name, partSize);
    try {
      List<Part> copied = new ArrayList<>();
      for (long offset = 0; offset < source.size; offset += partSize) {
        long length = Math.min(partSize, source.size - offset);
        copied.add(copyPart(source, upload, copied.size() + 1, offset, length));
      }
      return parts.complete(upload, copied);
    } catch (StorageException e) {
      try {
        parts.abort(upload);
      } catch (StorageException notAborted) {
        e.addSuppressed(notAborted);
      }
      throw e;
    }
  }

  private Part copyPart(Source source, Upload upload, int number, long offset, long length)
      throws StorageException {
    UploadPartCopyRequest request =
        UploadPartCopyRequest.builder()
            .sourceBucket(source.bucket.name())
            .sourceKey(source.name)
            .copySourceIfMatch(source.tag)
            .copySourceRange("bytes=" + offset + "-" + (offset + length - 1))
            .destinationBucket(bucket.name())
            .destinationKey(upload.name())
            .uploadId(upload.id())
            .partNumber(number)
            .build();
    String tag =
        bucket.call(
            upload.name(), () -> bucket.client().uploadPartCopy(request).copyPartResult().eTag());
    return new Part(number, length, S3Checksums.unquoted(tag), Checksum.NONE);
  }
}
