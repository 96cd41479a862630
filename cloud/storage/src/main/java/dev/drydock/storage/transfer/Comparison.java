package dev.drydock.storage.transfer;

import dev.drydock.cloud.objects.Checksum;
import dev.drydock.cloud.objects.Checksum.Algorithm;
import dev.drydock.cloud.objects.StorageException;
import dev.drydock.cloud.objects.StoredObject;
import dev.drydock.cloud.objects.VerifiedInputStream;
import dev.drydock.storage.checksums.Crc;
import dev.drydock.storage.files.FileFailure;
import dev.drydock.storage.locations.Source;
import java.io.IOException;
import java.io.InputStream;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Finds out whether two objects are the same, with as few requests as possible. */
public final class Comparison {
  private static final int BUFFER = 128 * 1024;

  private final boolean readsBytes;

  /**
   * @param readsBytes whether to read the bytes if there are no checksums to compare; otherwise the
   *     times are compared
   */
  public Comparison(boolean readsBytes) {
    this.readsBytes = readsBytes;
  }

  /** Whether there is nothing to copy from one to the other. */
  public boolean isSame(Source left, Source right) throws StorageException {
    if (left.object().size() != right.object().size()) {
      return false;
    }
    Algorithm listed = common(left.object(), right.object());
    // What looks like an MD5 in a listing may be something else: the ETag of an object that S3
    // encrypts.
    boolean same = listed != Algorithm.NONE && equal(listed, left.object(), right.object());
    if (same || Crc.is(listed)) {
      return same;
    }
    if (listed == Algorithm.NONE && !readsBytes) {
      return isNoNewer(left.object(), right.object());
    }
    // Saves a request for each object. Only with such an ETag can equal objects differ here.
    if (isListedForFile(left, right) && haveSameBytes(left, left.object(), right, right.object())) {
      return true;
    }
    StoredObject ours = asked(left);
    StoredObject theirs = asked(right);
    Algorithm told = common(ours, theirs);
    if (told != Algorithm.NONE) {
      return equal(told, ours, theirs);
    }
    return readsBytes ? haveSameBytes(left, ours, right, theirs) : isNoNewer(ours, theirs);
  }

  /** The first kind of checksum that both have. */
  private static Algorithm common(StoredObject left, StoredObject right) {
    return left.checksums().stream()
        .map(Checksum::algorithm)
        .filter(algorithm -> of(algorithm, right).isPresent())
        .findFirst()
        .orElse(Algorithm.NONE);
  }

  private static boolean equal(Algorithm algorithm, StoredObject left, StoredObject right) {
    return of(algorithm, left).equals(of(algorithm, right));
  }

  private static Optional<Checksum> of(Algorithm algorithm, StoredObject object) {
    return object.checksums().stream()
        .filter(checksum -> checksum.algorithm() == algorithm)
        .findFirst();
  }

  /** Some stores keep times in whole seconds. */
  private static boolean isNoNewer(StoredObject left, StoredObject right) {
    return !left.modified()
        .truncatedTo(ChronoUnit.SECONDS)
        .isAfter(right.modified().truncatedTo(ChronoUnit.SECONDS));
  }

  /**
   * Whether one of them is a file, and the listing of the other has a checksum to compare it with.
   */
  private static boolean isListedForFile(Source left, Source right) {
    return left.object().checksums().isEmpty() != right.object().checksums().isEmpty()
        && left.folder().location().scheme().hasBuckets()
            != right.folder().location().scheme().hasBuckets();
  }

  /** The metadata of the object itself, which may have more than its listing. */
  private static StoredObject asked(Source source) throws StorageException {
    return source.folder().location().scheme().hasBuckets()
        ? source.store().head(source.object().name()).orElse(source.object())
        : source.object();
  }

  /** Reads only one of the two if the store has a checksum of the other. */
  private static boolean haveSameBytes(
      Source left, StoredObject ours, Source right, StoredObject theirs) throws StorageException {
    if (!theirs.checksums().isEmpty()) {
      return read(left, theirs.checksum().algorithm()).equals(theirs.checksum());
    }
    Algorithm algorithm =
        ours.checksums().isEmpty() ? Algorithm.CRC32C : ours.checksum().algorithm();
    Checksum expected = ours.checksums().isEmpty() ? read(left, algorithm) : ours.checksum();
    return read(right, algorithm).equals(expected);
  }

  private static Checksum read(Source source, Algorithm algorithm) throws StorageException {
    VerifiedInputStream.Digest digest = VerifiedInputStream.digest(algorithm);
    try (InputStream in = source.store().get(source.object().name())) {
      byte[] buffer = new byte[BUFFER];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
      }
    } catch (IOException e) {
      throw FileFailure.of(source.url(), e);
    }
    return new Checksum(algorithm, digest.hexadecimal());
  }
}
