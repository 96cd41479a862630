package dev.drydock.cloud.aws;

import dev.drydock.cloud.StorageException;
import dev.drydock.cloud.StoredObject;
import dev.drydock.cloud.Versions;
import java.io.InputStream;
import java.util.List;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.ObjectVersion;

/** What a bucket keeps of replaced and deleted objects (User Guide, "Using versioning"). */
final class S3Versions implements Versions {
  private final S3Bucket bucket;
  private final S3Downloads downloads;

  S3Versions(S3Bucket bucket) {
    this.bucket = bucket;
    this.downloads = new S3Downloads(bucket);
  }

  @Override
  public void keepVersions(boolean keep) throws StorageException {
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

  @Override
  public List<StoredObject> versions(String name) throws StorageException {
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

  @Override
  public InputStream getVersion(String name, String version) throws StorageException {
    return downloads.whole(name, request -> request.versionId(version));
  }
}
