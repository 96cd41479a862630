package dev.drydock.cloud.google;

import com.google.cloud.storage.BucketInfo;
import com.google.cloud.storage.Storage.BlobListOption;
import dev.drydock.cloud.ListPage;
import dev.drydock.cloud.StorageException;
import dev.drydock.cloud.StoredObject;
import dev.drydock.cloud.Versions;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What a bucket keeps of replaced and deleted objects: their generations ("Object Versioning"). */
final class CloudStorageVersions implements Versions {
  private final CloudStorageBucket bucket;
  private final CloudStorageMetadata metadata;
  private final CloudStorageDownloads downloads;

  CloudStorageVersions(CloudStorageBucket bucket) {
    this.bucket = bucket;
    this.metadata = new CloudStorageMetadata(bucket);
    this.downloads = new CloudStorageDownloads(bucket);
  }

  @Override
  public void keepVersions(boolean keep) throws StorageException {
    BucketInfo change = BucketInfo.newBuilder(bucket.name()).setVersioningEnabled(keep).build();
    bucket.ask("", () -> bucket.storage().update(change));
  }

  @Override
  public List<StoredObject> versions(String name) throws StorageException {
    List<StoredObject> versions = new ArrayList<>();
    String token = "";
    do {
      ListPage page = metadata.list(name, token, BlobListOption.versions(true));
      page.objects().stream().filter(found -> found.name().equals(name)).forEach(versions::add);
      token = page.next();
    } while (!token.isEmpty());
    versions.sort(
        Comparator.comparingLong((StoredObject found) -> Long.parseLong(found.version()))
            .reversed());
    return versions;
  }

  @Override
  public InputStream getVersion(String name, String version) throws StorageException {
    return downloads.whole(name, Long.valueOf(version));
  }
}
