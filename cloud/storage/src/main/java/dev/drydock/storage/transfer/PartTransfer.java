package dev.drydock.storage.transfer;

import dev.drydock.cloud.objects.Checksum;
import dev.drydock.cloud.objects.Checksum.Algorithm;
import dev.drydock.cloud.objects.OwnChecksums;
import dev.drydock.cloud.objects.RangeReads;
import dev.drydock.cloud.objects.StorageException;
import dev.drydock.cloud.objects.StorageException.Reason;
import dev.drydock.cloud.objects.StoredObject;
import dev.drydock.cloud.objects.VerifiedInputStream;
import dev.drydock.storage.checksums.Crc;
import dev.drydock.storage.locations.Source;
import dev.drydock.storage.progress.Problems;
import dev.drydock.storage.progress.Steps;
import dev.drydock.storage.progress.Tally;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

/**
 * A large object that is copied in parts, several at the same time. Some parts may have been copied
 * by an earlier run. The thread that ends the last part completes the object.
 */
final class PartTransfer {
  /** Is told once how the transfer ends. */
  interface End {
    void complete(StoredObject stored, boolean verified);

    void fail(Exception failure);
  }

  private final Source source;
  private final RangeReads reads;
  private final PartSink sink;
  private final Algorithm algorithm;
  private final TransferRecord record;
  private final TransferRecord.Subject subject;
  private final Steps steps;
  private final Problems problems;
  private final Tally tally;
  private final End end;
  private final Map<Integer, Integer> checks = new ConcurrentHashMap<>();
  private final AtomicReference<Exception> failure = new AtomicReference<>();
  private final AtomicInteger outstanding = new AtomicInteger();

  PartTransfer(
      Source source,
      RangeReads reads,
      PartSink sink,
      Algorithm algorithm,
      TransferRecord record,
      TransferRecord.Subject subject,
      Steps steps,
      Problems problems,
      Tally tally,
      End end) {
    this.source = source;
    this.reads = reads;
    this.sink = sink;
    this.algorithm = algorithm;
    this.record = record;
    this.subject = subject;
    this.steps = steps;
    this.problems = problems;
    this.tally = tally;
    this.end = end;
  }

  void start() {
    try {
      Set<Integer> there = beginOrResume();
      int[] missing =
          IntStream.rangeClosed(1, PartSizes.count(subject.size(), subject.partSize()))
              .filter(number -> !there.contains(number))
              .toArray();
      for (int number : there) {
        checks.put(number, record.parts().getOrDefault(number, 0));
        tally.resumedBytes.add(length(number));
        tally.bytes.add(length(number));
      }
      outstanding.set(missing.length + 1);
      for (int number : missing) {
        steps.part(() -> send(number));
      }
      oneLess();
    } catch (StorageException | RuntimeException e) {
      failure.set(e);
      finish();
    }
  }

  private Set<Integer> beginOrResume() throws StorageException {
    if (record.isUnfinished()) {
      if (record.isOf(subject) && !record.upload().isEmpty()) {
        try {
          return Set.copyOf(sink.resume(record.upload(), record.parts()));
        } catch (StorageException e) {
          if (e.reason() != Reason.NOT_FOUND) {
            throw e;
          }
        }
      } else {
        sink.abandon(record.upload(), record.begun());
      }
    }
    record.begin(subject);
    record.uploadIs(sink.begin());
    return Set.of();
  }

  private long offset(int number) {
    return (number - 1) * subject.partSize();
  }

  private long length(int number) {
    return Math.min(subject.partSize(), subject.size() - offset(number));
  }

  private void send(int number) {
    if (failure.get() == null && !problems.isStopped()) {
      try {
        RangeContent content =
            new RangeContent(
                reads,
                source.object().name(),
                subject.version(),
                offset(number),
                length(number),
                read -> {});
        int check = sink.write(number, offset(number), content);
        checks.put(number, check);
        record.hasPart(number, check);
        tally.bytes.add(length(number));
      } catch (StorageException | RuntimeException e) {
        failure.compareAndSet(null, e);
      }
    } else {
      failure.compareAndSet(
          null, new StorageException(Reason.UNREACHABLE, subject.target() + ": not finished"));
    }
    oneLess();
  }

  private void oneLess() {
    if (outstanding.decrementAndGet() == 0) {
      finish();
    }
  }

  private void finish() {
    try {
      if (failure.get() == null) {
        boolean verified = verify();
        StoredObject stored = sink.complete();
        compare(stored);
        record.remove();
        sink.close();
        end.complete(stored, verified);
        return;
      }
    } catch (StorageException | RuntimeException e) {
      failure.set(e);
    }
    giveUp(failure.get());
  }

  /** Verifies the copy; returns false if the source has no checksum to compare with. */
  private boolean verify() throws StorageException {
    Checksum expected = source.object().checksum();
    if (expected.algorithm() == algorithm && algorithm != Algorithm.NONE) {
      check(expected.hexadecimal(), whole());
      return true;
    }
    if (!source.folder().location().scheme().hasBuckets()) {
      return true;
    }
    if (expected.algorithm() != Algorithm.NONE) {
      return compare(VerifiedInputStream.digest(expected.algorithm()), expected.hexadecimal());
    }
    if (source.store() instanceof OwnChecksums own) {
      Optional<OwnChecksums.Expected> told =
          own.expected(source.object().name(), subject.version());
      return told.isPresent() && compare(told.get().digest(), told.get().checksum());
    }
    return false;
  }

  private boolean compare(VerifiedInputStream.Digest digest, String expected)
      throws StorageException {
    if (!sink.digest(digest)) {
      return false;
    }
    check(expected, digest.hexadecimal());
    return true;
  }

  private String whole() {
    int check = 0;
    for (int number = 1; number <= PartSizes.count(subject.size(), subject.partSize()); number++) {
      check = Crc.combine(algorithm, check, checks.get(number), length(number));
    }
    return Crc.hexadecimal(check);
  }

  private void compare(StoredObject stored) throws StorageException {
    if (stored.size() != subject.size()) {
      throw new StorageException(
          Reason.CORRUPT,
          subject.target() + ": has " + stored.size() + " bytes, not " + subject.size());
    }
    if (algorithm != Algorithm.NONE && stored.checksum().algorithm() == algorithm) {
      check(stored.checksum().hexadecimal(), whole());
    }
  }

  private void check(String expected, String actual) throws StorageException {
    if (!expected.equals(actual)) {
      throw new StorageException(
          Reason.CORRUPT,
          source.url()
              + ": checksum mismatch "
              + actual
              + ", those stored have "
              + expected
              + ": try again");
    }
  }

  /** Keeps what another run can resume. Removes what is useless or in the way. */
  private void giveUp(Exception reason) {
    try {
      if (isResumable(reason) || problems.isStopped()) {
        sink.close();
        record.close();
      } else {
        sink.abandon(record.upload(), record.begun());
        sink.close();
        record.remove();
      }
    } catch (StorageException e) {
      reason.addSuppressed(e);
    }
    end.fail(reason);
  }

  /** Whether another run can resume after this failure. */
  static boolean isResumable(Exception failure) {
    return failure instanceof StorageException known
        && (known.reason() == Reason.UNREACHABLE
            || known.reason() == Reason.THROTTLED
            || known.reason() == Reason.ACCESS_DENIED);
  }
}
