package dev.drydock.storage.transfer;

import dev.drydock.cloud.objects.Checksum;
import dev.drydock.cloud.objects.Checksum.Algorithm;
import dev.drydock.cloud.objects.ConditionalWrites;
import dev.drydock.cloud.objects.MultipartUploads;
import dev.drydock.cloud.objects.ObjectStore;
import dev.drydock.cloud.objects.RangeReads;
import dev.drydock.cloud.objects.ResumableUploads;
import dev.drydock.cloud.objects.ServerSideCopies;
import dev.drydock.cloud.objects.StorageException;
import dev.drydock.cloud.objects.StorageException.Reason;
import dev.drydock.cloud.objects.StoredObject;
import dev.drydock.storage.checksums.Crc;
import dev.drydock.storage.files.FileObjectStore;
import dev.drydock.storage.listing.FolderStore;
import dev.drydock.storage.locations.Folder;
import dev.drydock.storage.locations.Location;
import dev.drydock.storage.locations.Scheme;
import dev.drydock.storage.locations.Source;
import dev.drydock.storage.progress.Problems;
import dev.drydock.storage.progress.Steps;
import dev.drydock.storage.progress.Tally;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * Copies an object in the best way that both stores support: by the provider itself, in parts, in a
 * session that can be resumed, or in one request. A move on one disk is a rename.
 */
public final class Copier {
  /**
   * The options for all copies.
   *
   * @param noClobber whether to keep existing objects
   * @param move whether to remove the source after the copy
   * @param emptied the folders to remove, with those in them, once a move has emptied them
   */
  public record Options(boolean noClobber, boolean move, Set<Location> emptied) {}

  private final Options options;
  private final Path records;
  private final Steps steps;
  private final Problems problems;
  private final Tally tally;

  /**
   * @param records the folder of what is known about unfinished transfers
   */
  public Copier(Options options, Path records, Steps steps, Problems problems, Tally tally) {
    this.options = options;
    this.records = records;
    this.steps = steps;
    this.problems = problems;
    this.tally = tally;
  }

  /** Copies an object. The copy may end in later steps, after this has returned. */
  public void copy(Source source, Folder target, String relative) {
    PartTransfer.End end = end(source, target, relative);
    if (problems.isStopped()) {
      steps.objectHasEnded();
      return;
    }
    try {
      String name = target.name(relative);
      if (source.url().equals(target.url(relative)) || isOneFile(source, target.store(), name)) {
        throw new StorageException(
            Reason.FAILED, source.url() + ": source and target are the same");
      }
      if (options.noClobber() && target.store().head(name).isPresent()) {
        skip();
        return;
      }
      if (isOneProvider(source, target) && target.store() instanceof ServerSideCopies copies) {
        serverSide(source, copies, name, end);
      } else if (options.move() && isRenamed(source, target.store(), name)) {
        tally.bytes.add(source.object().size());
        end.complete(((FileObjectStore) target.store()).stored(name, Checksum.NONE), true);
      } else if (source.object().size() < PartSizes.LARGE) {
        atOnce(source, target.store(), name, end);
      } else {
        large(source, target, relative, end);
      }
    } catch (StorageException e) {
      if (options.noClobber() && e.reason() == Reason.ALREADY_EXISTS) {
        skip();
      } else {
        end.fail(e);
      }
    } catch (RuntimeException e) {
      end.fail(e);
    }
  }

  private void skip() {
    tally.skipped.increment();
    steps.objectHasEnded();
  }

  private static boolean isOneProvider(Source source, Folder target) {
    return source.folder().location().scheme() == target.location().scheme()
        && target.location().scheme().hasBuckets();
  }

  /** Whether two names lead to the same file, by links. */
  private static boolean isOneFile(Source source, ObjectStore target, String name) {
    return source.store() instanceof FileObjectStore from
        && target instanceof FileObjectStore to
        && to.isFileOf(from, source.object().name(), name);
  }

  private static boolean isRenamed(Source source, ObjectStore target, String name) {
    return source.store() instanceof FileObjectStore from
        && target instanceof FileObjectStore to
        && to.rename(from, source.object(), name);
  }

  private void serverSide(Source source, ServerSideCopies target, String name, PartTransfer.End end)
      throws StorageException {
    StoredObject object = source.object();
    StoredObject stored =
        target.copy(source.folder().location().bucket(), object.name(), object.version(), name);
    tally.serverSide.increment();
    tally.bytes.add(stored.size());
    end.complete(stored, true);
  }

  private void atOnce(Source source, ObjectStore target, String name, PartTransfer.End end)
      throws StorageException {
    WholeContent content = new WholeContent(source, read -> {});
    StoredObject stored =
        options.noClobber() && target instanceof ConditionalWrites conditional
            ? conditional.putIfAbsent(name, content)
            : target.put(name, content);
    tally.bytes.add(stored.size());
    end.complete(stored, isVerifiedWhenRead(source));
  }

  /** Files need no check, and HDFS verifies every block that is read. */
  private static boolean isVerifiedWhenRead(Source source) {
    return !source.folder().location().scheme().hasBuckets()
        || source.object().checksum().algorithm() != Algorithm.NONE;
  }

  private void large(Source source, Folder target, String relative, PartTransfer.End end)
      throws StorageException {
    String name = target.name(relative);
    long size = source.object().size();
    Source whole = withChecksum(source);
    Algorithm told = whole.object().checksum().algorithm();
    if (source.store() instanceof RangeReads reads
        && target.store() instanceof FileObjectStore files) {
      long partSize = PartSizes.of(size, 1, Integer.MAX_VALUE);
      Algorithm algorithm = Crc.is(told) ? told : Algorithm.CRC32C;
      FileSink sink = new FileSink(files, name, size, partSize, algorithm);
      parts(whole, reads, sink, algorithm, target.url(relative), partSize, end);
    } else if (source.store() instanceof RangeReads reads
        && target.store() instanceof MultipartUploads uploads) {
      long partSize = PartSizes.of(size, uploads);
      Algorithm algorithm = Crc.is(told) ? told : Algorithm.NONE;
      MultipartSink sink = new MultipartSink(uploads, name, size, partSize, algorithm);
      parts(whole, reads, sink, algorithm, target.url(relative), partSize, end);
    } else if (target.store() instanceof ResumableUploads uploads) {
      try (TransferRecord record = TransferRecord.open(records, target.url(relative))) {
        new SessionTransfer(whole, uploads, name, record, problems, tally)
            .run(target.url(relative), end);
      }
    } else {
      atOnce(source, target.store(), name, end);
    }
  }

  /** Listings of some stores lack what the metadata of the object has. */
  private static Source withChecksum(Source source) throws StorageException {
    if (source.object().checksum().algorithm() != Algorithm.NONE
        || source.folder().location().scheme() == Scheme.FILE) {
      return source;
    }
    Optional<StoredObject> head = source.store().head(source.object().name());
    StoredObject object =
        head.filter(found -> found.version().equals(source.object().version()))
            .orElseThrow(
                () ->
                    new StorageException(
                        Reason.PRECONDITION_FAILED,
                        source.url() + ": was changed during the copy: try again"));
    return new Source(source.folder(), object, source.relative());
  }

  private void parts(
      Source source,
      RangeReads reads,
      PartSink sink,
      Algorithm algorithm,
      String targetUrl,
      long partSize,
      PartTransfer.End end)
      throws StorageException {
    TransferRecord.Subject subject =
        new TransferRecord.Subject(
            targetUrl, source.url(), source.object().version(), source.object().size(), partSize);
    TransferRecord record = TransferRecord.open(records, targetUrl);
    new PartTransfer(source, reads, sink, algorithm, record, subject, steps, problems, tally, end)
        .start();
  }

  private PartTransfer.End end(Source source, Folder target, String relative) {
    return new PartTransfer.End() {
      @Override
      public void complete(StoredObject stored, boolean verified) {
        try {
          compare(source, stored, target.url(relative));
          if (options.move()) {
            remove(source);
          }
          tally.objects.increment();
          if (!verified) {
            tally.unverified.increment();
          }
        } catch (StorageException e) {
          problems.add(e);
        } finally {
          steps.objectHasEnded();
        }
      }

      @Override
      public void fail(Exception failure) {
        problems.add(failure);
        steps.objectHasEnded();
      }
    };
  }

  private static void compare(Source source, StoredObject stored, String url)
      throws StorageException {
    Checksum expected = source.object().checksum();
    boolean same =
        stored.size() == source.object().size()
            && (stored.checksum().algorithm() != expected.algorithm()
                || stored.checksum().equals(expected));
    if (!same) {
      throw new StorageException(
          Reason.CORRUPT,
          url
              + ": has "
              + stored.size()
              + " bytes with checksum "
              + stored.checksum()
              + ", the source "
              + source.object().size()
              + " with "
              + expected
              + ": copy it again");
    }
  }

  /** Removes the source, unless it was changed during the copy. */
  private void remove(Source source) throws StorageException {
    Optional<StoredObject> now = source.store().head(source.object().name());
    if (now.isPresent() && !now.get().version().equals(source.object().version())) {
      throw new StorageException(
          Reason.PRECONDITION_FAILED,
          source.url() + ": was changed during the copy, so it was kept: move it again");
    }
    source.store().delete(source.object().name());
    if (options.emptied().contains(source.folder().location())
        && source.store() instanceof FolderStore folders) {
      folders.deleteEmptiedFolders(source.object().name());
    }
  }
}
