package dev.drydock.storage.transfer;

import dev.drydock.cloud.objects.Checksum.Algorithm;
import dev.drydock.cloud.objects.ResumableUploads;
import dev.drydock.cloud.objects.StorageException;
import dev.drydock.cloud.objects.StorageException.Reason;
import dev.drydock.cloud.objects.StoredObject;
import dev.drydock.storage.locations.Source;
import dev.drydock.storage.progress.Problems;
import dev.drydock.storage.progress.Tally;

/**
 * A large object that is copied as one sequence of bytes, whose beginning an earlier run may have
 * sent.
 */
final class SessionTransfer {
  private final Source source;
  private final ResumableUploads store;
  private final String name;
  private final TransferRecord record;
  private final Problems problems;
  private final Tally tally;

  SessionTransfer(
      Source source,
      ResumableUploads store,
      String name,
      TransferRecord record,
      Problems problems,
      Tally tally) {
    this.source = source;
    this.store = store;
    this.name = name;
    this.record = record;
    this.problems = problems;
    this.tally = tally;
  }

  void run(String targetUrl, PartTransfer.End end) throws StorageException {
    StoredObject object = source.object();
    TransferRecord.Subject subject =
        new TransferRecord.Subject(
            targetUrl, source.url(), object.version(), object.size(), object.size());
    WholeContent content = new WholeContent(source, tally.bytes::add);
    StoredObject stored = null;
    if (record.isUnfinished() && !record.upload().isEmpty()) {
      if (record.isOf(subject)) {
        stored = resume(content);
      } else {
        store.abandon(name, record.upload());
      }
    }
    if (stored == null) {
      record.begin(subject);
      record.uploadIs(store.beginSession(name, object.size()));
      stored = resume(content);
    }
    if (stored == null) {
      throw new StorageException(
          Reason.FAILED, targetUrl + ": the server no longer has the upload: try again");
    }
    record.remove();
    if (content.wasSkipped()) {
      tally.bytes.add(content.arrivedBefore());
    }
    tally.resumedBytes.add(content.arrivedBefore());
    boolean compared =
        stored.checksum().algorithm() != Algorithm.NONE
            && stored.checksum().algorithm() == object.checksum().algorithm();
    boolean verified =
        compared
            || (!content.wasSkipped()
                && (object.checksum().algorithm() != Algorithm.NONE
                    || !source.folder().location().scheme().hasBuckets()));
    end.complete(stored, verified);
  }

  /** The stored object; null if the session no longer exists. */
  private StoredObject resume(WholeContent content) throws StorageException {
    try {
      return store.resume(name, record.upload(), content);
    } catch (StorageException e) {
      if (e.reason() == Reason.NOT_FOUND) {
        return null;
      }
      if (!problems.isStopped() && !PartTransfer.isResumable(e)) {
        giveUp(e);
      }
      throw e;
    }
  }

  /** Discards the session, whose bytes take space, perhaps on a disk that is full. */
  private void giveUp(StorageException reason) {
    try {
      store.abandon(name, record.upload());
      record.remove();
    } catch (StorageException e) {
      reason.addSuppressed(e);
    }
  }
}
