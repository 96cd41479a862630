package dev.drydock.cloud.aws.s3;

import dev.drydock.cloud.objects.ListPage;
import dev.drydock.cloud.objects.OwnChecksums.Expected;
import dev.drydock.cloud.objects.StorageException;
import dev.drydock.cloud.objects.StoredObject;
import java.util.Optional;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Metadata of objects (API Reference, HeadObject and ListObjectsV2). */
final class S3Metadata {
  private final S3Bucket bucket;
  private final S3Downloads downloads;

  S3Metadata(S3Bucket bucket) {
    this.bucket = bucket;
    this.downloads = new S3Downloads(bucket);
  }

  /** An object; empty if it does not exist. */
  Optional<StoredObject> find(String name) throws StorageException {
    try {
      return Optional.of(get(name));
    } catch (StorageException e) {
      if (e.reason() == StorageException.Reason.NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** An object that must exist. */
  StoredObject get(String name) throws StorageException {
    HeadObjectResponse head = head(name);
    return new StoredObject(
        name,
        head.contentLength(),
        head.lastModified(),
        S3Checksums.unquoted(head.eTag()),
        S3Checksums.of(head));
  }

  /**
   * An object that must still have a version.
   *
   * @throws StorageException PRECONDITION_FAILED if it has another one
   */
  HeadObjectResponse head(String name, String version) throws StorageException {
    HeadObjectResponse head = head(name);
    if (!S3Checksums.unquoted(head.eTag()).equals(version)) {
      throw new StorageException(
          StorageException.Reason.PRECONDITION_FAILED,
          bucket.url(name) + ": version " + version + " is no longer current");
    }
    return head;
  }

  private HeadObjectResponse head(String name) throws StorageException {
    try {
      return bucket.call(
          name,
          () ->
              bucket
                  .client()
                  .headObject(
                      request ->
                          request
                              .bucket(bucket.name())
                              .key(name)
                              .checksumMode(ChecksumMode.ENABLED)));
    } catch (StorageException e) {
      if (S3Errors.isRefusal(e)) {
        downloads.throwIfRefused(name);
      }
      throw e;
    }
  }

  Optional<Expected> expected(String name, String version) throws StorageException {
    return S3Checksums.ofParts(head(name, version));
  }

  /**
   * A page of a listing.
   *
   * @param delimiter the end of a folder's name; null for a listing without folders
   */
  ListPage list(String prefix, String delimiter, String token) throws StorageException {
    ListObjectsV2Response page;
    try {
      page =
          bucket.call(
              prefix,
              () ->
                  bucket
                      .client()
                      .listObjectsV2(
                          request ->
                              request
                                  .bucket(bucket.name())
                                  .prefix(prefix)
                                  .delimiter(delimiter)
                                  .continuationToken(token.isEmpty() ? null : token)));
    } catch (StorageException e) {
      throw S3Errors.ofBucket(bucket.url(prefix), e);
    }
    return new ListPage(
        page.contents().stream().map(S3Metadata::listed).toList(),
        page.commonPrefixes().stream().map(CommonPrefix::prefix).toList(),
        Boolean.TRUE.equals(page.isTruncated()) ? page.nextContinuationToken() : "");
  }

  private static StoredObject listed(S3Object object) {
    String tag = S3Checksums.unquoted(object.eTag());
    return new StoredObject(
        object.key(), object.size(), object.lastModified(), tag, S3Checksums.ofListed(tag));
  }
}
