package dev.drydock.cloud.aws.s3;

import dev.drydock.cloud.objects.ConditionalWrites;
import dev.drydock.cloud.objects.Content;
import dev.drydock.cloud.objects.ListPage;
import dev.drydock.cloud.objects.MultipartUploads;
import dev.drydock.cloud.objects.OwnChecksums;
import dev.drydock.cloud.objects.PresignedUrls;
import dev.drydock.cloud.objects.RangeReads;
import dev.drydock.cloud.objects.ServerSideCopies;
import dev.drydock.cloud.objects.StorageException;
import dev.drydock.cloud.objects.StoredObject;
import dev.drydock.cloud.objects.Versions;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A bucket of S3, or of any server that speaks its API. Each ability is a class of its own. */
public final class S3ObjectStore
    implements RangeReads,
        ConditionalWrites,
        MultipartUploads,
        ServerSideCopies,
        PresignedUrls,
        Versions,
        OwnChecksums {
  private final S3Bucket bucket;
  private final S3Metadata metadata;
  private final S3Downloads downloads;
  private final S3Uploads uploads;
  private final S3Parts parts;
  private final S3Copies copies;
  private final S3PresignedUrls urls;
  private final S3Versions versions;

  S3ObjectStore(S3Bucket bucket) {
    this.bucket = bucket;
    this.metadata = new S3Metadata(bucket);
    this.downloads = new S3Downloads(bucket);
    this.uploads = new S3Uploads(bucket);
    this.parts = new S3Parts(bucket);
    this.copies = new S3Copies(bucket);
    this.urls = new S3PresignedUrls(bucket);
    this.versions = new S3Versions(bucket);
  }

  @Override
  public String url(String name) {
    return bucket.url(name);
  }

  @Override
  public StoredObject put(String name, Content content) throws StorageException {
    return uploads.put(name, content);
  }

  @Override
  public StoredObject putIfAbsent(String name, Content content) throws StorageException {
    return uploads.putIfAbsent(name, content);
  }

  @Override
  public StoredObject replace(String name, String version, Content content)
      throws StorageException {
    return uploads.replace(name, version, content);
  }

  @Override
  public Optional<StoredObject> head(String name) throws StorageException {
    return metadata.find(name);
  }

  @Override
  public Optional<Expected> expected(String name, String version) throws StorageException {
    return metadata.expected(name, version);
  }

  @Override
  public InputStream get(String name) throws StorageException {
    return downloads.whole(name, request -> {});
  }

  @Override
  public InputStream get(String name, String version, long offset, long length)
      throws StorageException {
    return downloads.get(name, version, offset, length);
  }

  @Override
  public ListPage list(String prefix, String token) throws StorageException {
    return metadata.list(prefix, null, token);
  }

  @Override
  public ListPage listFolder(String prefix, String token) throws StorageException {
    return metadata.list(prefix, "/", token);
  }

  @Override
  public void delete(String name) throws StorageException {
    bucket.remove(
        name,
        () -> bucket.client().deleteObject(request -> request.bucket(bucket.name()).key(name)));
  }

  @Override
  public StoredObject copy(String sourceBucket, String sourceName, String version, String name)
      throws StorageException {
    return copies.copy(sourceBucket, sourceName, version, name);
  }

  @Override
  public URI presignGet(String name, Duration validity) throws StorageException {
    return urls.presignGet(name, validity);
  }

  @Override
  public URI presignPut(String name, Duration validity) throws StorageException {
    return urls.presignPut(name, validity);
  }

  @Override
  public void keepVersions(boolean keep) throws StorageException {
    versions.keepVersions(keep);
  }

  @Override
  public List<StoredObject> versions(String name) throws StorageException {
    return versions.versions(name);
  }

  @Override
  public InputStream getVersion(String name, String version) throws StorageException {
    return versions.getVersion(name, version);
  }

  @Override
  public ListPage listVersions(String prefix, String token) throws StorageException {
    return versions.listVersions(prefix, token);
  }

  @Override
  public void deleteVersion(String name, String version) throws StorageException {
    versions.deleteVersion(name, version);
  }

  @Override
  public long minimumPartSize() {
    return parts.minimumPartSize();
  }

  @Override
  public int maximumParts() {
    return parts.maximumParts();
  }

  @Override
  public Upload beginUpload(String name, long partSize) throws StorageException {
    return parts.beginUpload(name, partSize);
  }

  @Override
  public Part putPart(Upload upload, int number, Content content) throws StorageException {
    return parts.putPart(upload, number, content);
  }

  @Override
  public List<Part> parts(Upload upload) throws StorageException {
    return parts.parts(upload);
  }

  @Override
  public StoredObject complete(Upload upload, List<Part> sent) throws StorageException {
    return parts.complete(upload, sent);
  }

  @Override
  public void abort(Upload upload) throws StorageException {
    parts.abort(upload);
  }

  @Override
  public List<Upload> unfinished(String prefix) throws StorageException {
    return parts.unfinished(prefix);
  }

  /** Does nothing: the connections belong to the {@link S3Buckets} that opened this. */
  @Override
  public void close() {}
}
