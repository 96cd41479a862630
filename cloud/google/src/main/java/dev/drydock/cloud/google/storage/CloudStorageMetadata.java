package dev.drydock.cloud.google.storage;

import com.google.api.gax.paging.Page;
import com.google.cloud.storage.Blob;
import com.google.cloud.storage.Storage.BlobField;
import com.google.cloud.storage.Storage.BlobGetOption;
import com.google.cloud.storage.Storage.BlobListOption;
import dev.drydock.cloud.objects.ListPage;
import dev.drydock.cloud.objects.StorageException;
import dev.drydock.cloud.objects.StoredObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Metadata of objects (JSON API, "Objects": get and list). */
final class CloudStorageMetadata {
  private static final long PAGE = 1000;

  /** The only fields to be sent. */
  private static final BlobField[] FIELDS = {
    BlobField.BUCKET,
    BlobField.NAME,
    BlobField.SIZE,
    BlobField.GENERATION,
    BlobField.UPDATED,
    BlobField.CRC32C,
    BlobField.MD5HASH
  };

  private final CloudStorageBucket bucket;

  CloudStorageMetadata(CloudStorageBucket bucket) {
    this.bucket = bucket;
  }

  /** An object; empty if it does not exist. */
  Optional<StoredObject> find(String name) throws StorageException {
    return bucket.ask(
        name,
        () ->
            Optional.ofNullable(bucket.storage().get(bucket.id(name), BlobGetOption.fields(FIELDS)))
                .map(CloudStorageObjects::of));
  }

  /**
   * A page of a listing.
   *
   * @param which selects from the objects with the prefix
   */
  ListPage list(String prefix, String token, BlobListOption... which) throws StorageException {
    BlobListOption[] options =
        Stream.concat(
                Stream.of(which),
                Stream.of(
                    BlobListOption.prefix(prefix),
                    BlobListOption.pageToken(token),
                    BlobListOption.pageSize(PAGE),
                    BlobListOption.fields(FIELDS)))
            .toArray(BlobListOption[]::new);
    try {
      return bucket.ask(prefix, () -> page(bucket.storage().list(bucket.name(), options)));
    } catch (StorageException e) {
      throw CloudStorageErrors.ofBucket(bucket.url(prefix), e);
    }
  }

  private static ListPage page(Page<Blob> page) {
    List<StoredObject> objects = new ArrayList<>();
    List<String> folders = new ArrayList<>();
    for (Blob blob : page.getValues()) {
      if (blob.isDirectory()) {
        folders.add(blob.getName());
      } else {
        objects.add(CloudStorageObjects.of(blob));
      }
    }
    String next = page.getNextPageToken();
    return new ListPage(objects, folders, next == null ? "" : next);
  }
}
