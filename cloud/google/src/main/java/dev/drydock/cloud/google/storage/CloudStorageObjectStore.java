package dev.drydock.cloud.google.storage;

import com.google.cloud.storage.Storage.BlobListOption;
import com.google.cloud.storage.Storage.BlobSourceOption;
import com.google.cloud.storage.Storage.CopyRequest;
import dev.drydock.cloud.objects.ConditionalWrites;
import dev.drydock.cloud.objects.Content;
import dev.drydock.cloud.objects.ListPage;
import dev.drydock.cloud.objects.PresignedUrls;
import dev.drydock.cloud.objects.RangeReads;
import dev.drydock.cloud.objects.ResumableUploads;
import dev.drydock.cloud.objects.ServerSideCopies;
import dev.drydock.cloud.objects.StorageException;
import dev.drydock.cloud.objects.StoredObject;
import dev.drydock.cloud.objects.StreamWrites;
import dev.drydock.cloud.objects.Versions;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A bucket of Cloud Storage. Each ability that takes more than one call is a class of its own. */
public final class CloudStorageObjectStore
    implements RangeReads,
        ConditionalWrites,
        ResumableUploads,
        StreamWrites,
        ServerSideCopies,
        PresignedUrls,
        Versions {
  private final CloudStorageBucket bucket;
  private final CloudStorageMetadata metadata;
  private final CloudStorageDownloads downloads;
  private final CloudStorageUploads uploads;
  private final CloudStoragePresignedUrls urls;
  private final CloudStorageVersions versions;

  CloudStorageObjectStore(CloudStorageBucket bucket) {
    this.bucket = bucket;
    this.metadata = new CloudStorageMetadata(bucket);
    this.downloads = new CloudStorageDownloads(bucket);
    this.uploads = new CloudStorageUploads(bucket);
    this.urls = new CloudStoragePresignedUrls(bucket);
    this.versions = new CloudStorageVersions(bucket);
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
  public StoredObject put(String name, InputStream bytes) throws StorageException {
    return uploads.put(name, bytes);
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
  public String beginSession(String name, long length) throws StorageException {
    return uploads.beginSession(name, length);
  }

  @Override
  public StoredObject resume(String name, String session, Content content) throws StorageException {
    return uploads.resume(name, session, content);
  }

  @Override
  public void abandon(String name, String session) throws StorageException {
    uploads.abandon(name, session);
  }

  @Override
  public Optional<StoredObject> head(String name) throws StorageException {
    return metadata.find(name);
  }

  @Override
  public InputStream get(String name) throws StorageException {
    return downloads.whole(name, null);
  }

  @Override
  public InputStream get(String name, String version, long offset, long length)
      throws StorageException {
    return downloads.get(name, version, offset, length);
  }

  @Override
  public ListPage list(String prefix, String token) throws StorageException {
    return metadata.list(prefix, token);
  }

  @Override
  public ListPage listFolder(String prefix, String token) throws StorageException {
    return metadata.list(prefix, token, BlobListOption.currentDirectory());
  }

  @Override
  public void delete(String name) throws StorageException {
    bucket.ask(name, () -> bucket.storage().delete(bucket.id(name)));
  }

  @Override
  public StoredObject copy(String sourceBucket, String sourceName, String version, String name)
      throws StorageException {
    CloudStorageBucket source = new CloudStorageBucket(bucket.connection(), sourceBucket);
    CopyRequest request =
        CopyRequest.newBuilder()
            .setSource(source.id(sourceName))
            .setSourceOptions(BlobSourceOption.generationMatch(Long.parseLong(version)))
            .setTarget(bucket.id(name))
            .build();
    return source.ask(
        sourceName, () -> CloudStorageObjects.of(bucket.storage().copy(request).getResult()));
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

  /** Does nothing: the connections belong to the {@link CloudStorageBuckets} that opened this. */
  @Override
  public void close() {}
}
