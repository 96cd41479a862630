package dev.drydock.cluster.gcs.upload;

import dev.drydock.cluster.gcs.store.Checksums;
import dev.drydock.cluster.gcs.store.ContentStore;
import dev.drydock.cluster.gcs.store.StagedContent;
import dev.drydock.cluster.gcs.store.StoreFullException;
import dev.drydock.cluster.google.ApiException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The bytes of a resumable upload that have arrived: a file, and their checksums. After a restart
 * the checksums are computed again from the file. If two requests send bytes, the later one wins,
 * because the client of the earlier one may have disconnected.
 */
final class UploadProgress {
  private final Path file;
  private Checksums checksums;
  private Object owner;

  UploadProgress(Path file) {
    this.file = file;
  }

  /** Makes the caller the only one that may append. Returns the number of bytes so far. */
  synchronized long take(Object caller) throws IOException {
    owner = caller;
    if (checksums == null) {
      checksums = ofFile();
    }
    return checksums.count();
  }

  /** The number of bytes so far. */
  synchronized long size() throws IOException {
    return checksums == null ? Files.size(file) : checksums.count();
  }

  private Checksums ofFile() throws IOException {
    Checksums sums = new Checksums(true);
    byte[] buffer = new byte[64 * 1024];
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      ByteBuffer target = ByteBuffer.wrap(buffer);
      for (int count = channel.read(target); count >= 0; count = channel.read(target.clear())) {
        sums.update(buffer, 0, count);
      }
    }
    sums.pause();
    return sums;
  }

  /** Appends all of the bytes or none. */
  synchronized void append(Object caller, FileChannel channel, byte[] bytes, int length)
      throws IOException, ApiException {
    checkOwner(caller);
    try {
      channel.position(checksums.count());
      ContentStore.write(channel, ByteBuffer.wrap(bytes, 0, length));
    } catch (StoreFullException e) {
      channel.truncate(checksums.count());
      throw e;
    }
    checksums.update(bytes, 0, length);
  }

  /** The caller has finished appending. The next request may come at once or in days. */
  synchronized void leave(Object caller) {
    if (owner == caller && checksums != null) {
      checksums.pause();
    }
  }

  private void checkOwner(Object caller) throws ApiException {
    if (owner != caller) {
      throw new ApiException(409, "conflict", "Another request has taken over this upload.");
    }
  }

  /** To be called after the last byte. A second call computes the checksums again. */
  synchronized StagedContent finish(Object caller, long content) throws ApiException {
    checkOwner(caller);
    Checksums complete = checksums;
    checksums = null;
    return new StagedContent(content, null, complete.count(), complete.crc32c(), complete.md5());
  }
}
