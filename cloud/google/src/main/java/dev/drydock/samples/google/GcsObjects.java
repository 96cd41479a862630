package dev.drydock.samples.google;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.api.gax.paging.Page;
import com.google.cloud.storage.Blob;
import com.google.cloud.storage.BlobInfo;
import com.google.cloud.storage.BucketInfo;
import com.google.cloud.storage.Storage;
import com.google.cloud.storage.Storage.BlobListOption;
import com.google.cloud.storage.StorageException;
import com.google.cloud.storage.StorageOptions;
import java.util.UUID;

/** Writes, reads, lists and deletes objects in Cloud Storage. The argument names the bucket. */
public final class GcsObjects {
  public static void main(String[] args) {
    String bucket = args.length > 0 ? args[0] : "gcs-objects-" + UUID.randomUUID();
    // region connect
    // The client reads GOOGLE_APPLICATION_CREDENTIALS and GOOGLE_CLOUD_PROJECT, but not this one.
    String emulator = System.getenv("STORAGE_EMULATOR_HOST");
    Storage storage = StorageOptions.http().setHost(emulator).build().getService();
    // endregion
    storage.create(BucketInfo.of(bucket));
    System.out.println("Created the bucket " + bucket);
    // region put
    for (int i = 1; i <= 5; i++) {
      // A slash is a character like any other: there is no folder to create.
      String name = "notes/" + i + ".txt";
      storage.create(BlobInfo.newBuilder(bucket, name).build(), ("I am " + name).getBytes(UTF_8));
      System.out.println("Put " + name);
    }
    // endregion
    // region get
    String text = new String(storage.readAllBytes(bucket, "notes/1.txt"), UTF_8);
    System.out.println("Got notes/1.txt, which says: " + text);
    // endregion
    // region pages
    // A page has at most 1,000 names, here 2. iterateAll() would request page after page by itself.
    Page<Blob> page = storage.list(bucket, BlobListOption.pageSize(2));
    for (; page != null; page = page.getNextPage()) {
      System.out.println("Listed " + page.streamValues().map(Blob::getName).toList());
    }
    // endregion
    // region absent
    // For an object that does not exist, get() returns null, but a read throws.
    System.out.println("The metadata of notes/6.txt: " + storage.get(bucket, "notes/6.txt"));
    try {
      storage.readAllBytes(bucket, "notes/6.txt");
    } catch (StorageException e) {
      System.out.println("notes/6.txt does not exist: status " + e.getCode());
    }
    // endregion
    // region delete
    // delete() returns false if there was nothing to delete. Only an empty bucket can be deleted.
    storage.list(bucket).iterateAll().forEach(Blob::delete);
    System.out.println("Deleted the objects, and the bucket: " + storage.delete(bucket));
    // endregion
  }
}
