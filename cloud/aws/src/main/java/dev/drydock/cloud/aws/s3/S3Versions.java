package dev.drydock.cloud.aws.s3;

import dev.drydock.cloud.objects.Checksum;
import dev.drydock.cloud.objects.ListPage;
import dev.drydock.cloud.objects.StorageException;
import dev.drydock.cloud.objects.StoredObject;
import java.io.InputStream;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.DeleteMarkerEntry;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.ObjectVersion;

/**
 * The versions that a bucket keeps of replaced and deleted objects (User Guide, "Using
 * versioning").
 */
final class S3Versions {
  /** Separates a version ID, which does not contain it, from a name. */
  private static final String TOKEN_SEPARATOR = " ";

  private final S3Bucket bucket;
  private final S3Downloads downloads;

  S3Versions(S3Bucket bucket) {
    this.bucket = bucket;
    this.downloads = new S3Downloads(bucket);
  }

  void keepVersions(boolean keep) throws StorageException {
    BucketVersioningStatus status =
        keep ? BucketVersioningStatus.ENABLED : BucketVersioningStatus.SUSPENDED;
    bucket.call(
        "",
        () ->
            bucket
                .client()
                .putBucketVersioning(
                    request ->
                        request
                            .bucket(bucket.name())
                            .versioningConfiguration(versioning -> versioning.status(status))));
  }

  List<StoredObject> versions(String name) throws StorageException {
    return bucket.call(
        name,
        () ->
            bucket
                .client()
                .listObjectVersionsPaginator(request -> request.bucket(bucket.name()).prefix(name))
                .versions()
                .stream()
                .filter(version -> version.key().equals(name))
                .map(S3Versions::listed)
                .toList());
  }

  private static StoredObject listed(ObjectVersion version) {
    return new StoredObject(
        version.key(),
        version.size(),
        version.lastModified(),
        version.versionId(),
        S3Checksums.ofListed(S3Checksums.unquoted(version.eTag())));
  }

  InputStream getVersion(String name, String version) throws StorageException {
    return downloads.whole(name, request -> request.versionId(version));
  }

  ListPage listVersions(String prefix, String token) throws StorageException {
    String[] last = token.split(TOKEN_SEPARATOR, 2);
    ListObjectVersionsRequest.Builder request =
        ListObjectVersionsRequest.builder().bucket(bucket.name()).prefix(prefix);
    if (!token.isEmpty()) {
      // Not every server sends both.
      request.versionIdMarker(last[0].isEmpty() ? null : last[0]).keyMarker(last[1]);
    }
    ListObjectVersionsResponse page =
        bucket.call(prefix, () -> bucket.client().listObjectVersions(request.build()));
    return new ListPage(
        Stream.concat(
                page.versions().stream().map(S3Versions::listed),
                page.deleteMarkers().stream().map(S3Versions::listed))
            .toList(),
        Boolean.TRUE.equals(page.isTruncated()) ? next(page) : "");
  }

  private static String next(ListObjectVersionsResponse page) {
    String version = page.nextVersionIdMarker() == null ? "" : page.nextVersionIdMarker();
    return version + TOKEN_SEPARATOR + page.nextKeyMarker();
  }

  private static StoredObject listed(DeleteMarkerEntry marker) {
    return new StoredObject(
        marker.key(), 0, marker.lastModified(), marker.versionId(), Checksum.NONE);
  }

  void deleteVersion(String name, String version) throws StorageException {
    bucket.remove(
        name,
        () ->
            bucket
                .client()
                .deleteObject(
                    request -> request.bucket(bucket.name()).key(name).versionId(version)));
  }
}
