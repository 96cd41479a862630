package dev.drydock.cloud.google.storage;

import com.google.cloud.storage.BlobId;
import com.google.cloud.storage.BucketInfo;
import com.google.cloud.storage.Storage.BlobListOption;
import dev.drydock.cloud.objects.ListPage;
import dev.drydock.cloud.objects.StorageException;
import dev.drydock.cloud.objects.StoredObject;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The generations that a bucket keeps of replaced and deleted objects ("Object Versioning"). */
final class CloudStorageVersions {
  private final CloudStorageBucket bucket;
  private final CloudStorageMetadata metadata;
  private final CloudStorageDownloads downloads;

  CloudStorageVersions(CloudStorageBucket bucket) {
    this.bucket = bucket;
    this.metadata = new CloudStorageMetadata(bucket);
    this.downloads = new CloudStorageDownloads(bucket);
  }

  void keepVersions(boolean keep) throws StorageException {
    BucketInfo change = BucketInfo.newBuilder(bucket.name()).setVersioningEnabled(keep).build();
    bucket.ask("", () -> bucket.storage().update(change));
  }

  List<StoredObject> versions(String name) throws StorageException {
    List<StoredObject> versions = new ArrayList<>();
    String token = "";
    do {
      ListPage page = listVersions(name, token);
      page.objects().stream().filter(found -> found.name().equals(name)).forEach(versions::add);
      token = page.next();
    } while (!token.isEmpty());
    versions.sort(
        Comparator.comparingLong((StoredObject found) -> Long.parseLong(found.version()))
            .reversed());
    return versions;
  }

  InputStream getVersion(String name, String version) throws StorageException {
    return downloads.whole(name, Long.valueOf(version));
  }

  ListPage listVersions(String prefix, String token) throws StorageException {
    return metadata.list(prefix, token, BlobListOption.versions(true));
  }

  void deleteVersion(String name, String version) throws StorageException {
    BlobId generation = BlobId.of(bucket.name(), name, Long.valueOf(version));
    bucket.ask(name, () -> bucket.storage().delete(generation));
  }
}
