package dev.drydock.storage.transfer;

import dev.drydock.cloud.objects.Checksum.Algorithm;
import dev.drydock.cloud.objects.MultipartUploads;
import dev.drydock.cloud.objects.ResumableUploads;
import dev.drydock.cloud.objects.StorageException;
import dev.drydock.storage.files.FileObjectStore;
import dev.drydock.storage.hdfs.HdfsObjectStore;
import dev.drydock.storage.locations.Folder;
import dev.drydock.storage.locations.Location;
import dev.drydock.storage.locations.Stores;
import dev.drydock.terminal.CommandFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/**
 * Removes what interrupted transfers have left in a store, if nobody has resumed them for a day.
 */
public final class Leftovers {
  private static final Duration PATIENCE = Duration.ofDays(1);

  private final Stores stores;
  private final Path records;

  /**
   * @param records the folder of what is known about unfinished transfers
   */
  public Leftovers(Stores stores, Path records) {
    this.stores = stores;
    this.records = records;
  }

  /** Tries to remove it. What cannot be removed now is left to a later run. */
  public void clean() {
    try {
      for (Path file : TransferRecord.all(records)) {
        try (TransferRecord record = TransferRecord.openExisting(file)) {
          if (record != null && record.begun().isBefore(Instant.now().minus(PATIENCE))) {
            abandon(record);
          }
        } catch (IOException | CommandFailure e) {
          // A later run tries again.
        }
      }
    } catch (IOException noRecords) {
      return;
    }
  }

  private void abandon(TransferRecord record) throws StorageException, CommandFailure {
    if (record.isUnfinished()) {
      Location target = Location.parse(record.target());
      Folder folder = stores.folder(target.parent());
      String name = folder.name(target.lastName());
      if (folder.store() instanceof FileObjectStore files) {
        new FileSink(files, name, 0, 1, Algorithm.CRC32C).abandon(record.upload(), record.begun());
      } else if (folder.store() instanceof MultipartUploads uploads) {
        new MultipartSink(uploads, name, 0, 1, Algorithm.NONE)
            .abandon(record.upload(), record.begun());
      } else if (folder.store() instanceof ResumableUploads uploads
          && (uploads instanceof HdfsObjectStore || !record.upload().isEmpty())) {
        uploads.abandon(name, record.upload());
      }
    }
    record.remove();
  }
}
