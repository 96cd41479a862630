package dev.drydock.storage;

import dev.drydock.cloud.Checksum;
import dev.drydock.cloud.Checksum.Algorithm;
import dev.drydock.cloud.StorageException;
import dev.drydock.cloud.VerifiedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "sync",
    description = "Copies what is new or changed from one folder to another.",
    footer = {
      "",
      "An object is copied if there is none of its name, if the sizes differ, or, where both stores",
      "tell a checksum of one kind, if these do; else if the source is newer, to the second.",
      "",
      "Examples:",
      "  drydock storage sync reports s3://drydock/reports",
      "  drydock storage sync --delete --dry-run s3://drydock/reports gs://drydock/reports"
    })
final class Sync implements Callable<Integer> {
  private static final int BUFFER = 128 * 1024;

  private final Context context;

  @Parameters(index = "0", paramLabel = "SOURCE", description = "A folder.")
  private String from;

  @Parameters(index = "1", paramLabel = "TARGET", description = "A folder.")
  private String to;

  @Option(names = "--delete", description = "Removes from the target what the source has not.")
  private boolean delete;

  @Option(
      names = "--checksum",
      description =
          "Reads files, here and in HDFS, for the checksum that their store does not tell.")
  private boolean checksum;

  @Mixin private CopyOptions options;

  Sync(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() throws CommandFailure, StorageException, InterruptedException {
    options.check();
    Location sourceLocation = Location.parse(from);
    Location targetLocation = Location.parse(to);
    Folder source = context.stores().folder(sourceLocation.asFolder());
    Folder target = Target.of(context.stores(), targetLocation, true).folder();
    SourceCursor sources = Finder.in(source, relative -> true);
    Optional<Source> left = sources.next();
    refuse(sourceLocation, source, target, left.isEmpty());
    SourceCursor targets = Finder.in(target, relative -> true);
    Optional<Source> right = targets.next();
    try (CopyRun run = new CopyRun(context, options, new Copier.Options(false, false), "copied")) {
      while ((left.isPresent() || right.isPresent()) && !run.isStopped()) {
        int order = order(left, right);
        if (order > 0) {
          if (delete) {
            run.delete(right.get(), source);
          }
          right = targets.next();
          continue;
        }
        if (order == 0 && isSame(left.get(), right.get())) {
          run.skip();
        } else {
          run.copy(left.get(), target, left.get().relative());
        }
        left = sources.next();
        if (order == 0) {
          right = targets.next();
        }
      }
      return run.finish();
    }
  }

  private void refuse(Location location, Folder source, Folder target, boolean empty)
      throws CommandFailure, StorageException {
    if (empty && !context.stores().isDirectory(location)) {
      throw CommandFailure.failed(
          source.location()
              + ": there is no such folder, so nothing is done to "
              + target.location());
    }
    boolean nested =
        source.location().scheme() == target.location().scheme()
            && source.location().bucket().equals(target.location().bucket())
            && (target.location().name().startsWith(source.location().name())
                || source.location().name().startsWith(target.location().name()));
    if (nested) {
      throw CommandFailure.usage(
          source.location()
              + " and "
              + target.location()
              + ": one is in the other: choose another");
    }
  }

  private static int order(Optional<Source> left, Optional<Source> right) {
    if (left.isEmpty() || right.isEmpty()) {
      return left.isEmpty() ? 1 : -1;
    }
    return NameOrder.UTF8.compare(left.get().relative(), right.get().relative());
  }

  private boolean isSame(Source left, Source right) throws StorageException {
    if (left.object().size() != right.object().size()) {
      return false;
    }
    Checksum ours = left.object().checksum();
    Checksum theirs = right.object().checksum();
    if (checksum) {
      Algorithm algorithm = algorithm(ours, theirs);
      ours = ours.algorithm() == Algorithm.NONE ? read(left, algorithm) : ours;
      theirs = theirs.algorithm() == Algorithm.NONE ? read(right, algorithm) : theirs;
    }
    if (ours.algorithm() == theirs.algorithm() && ours.algorithm() != Algorithm.NONE) {
      return ours.equals(theirs);
    }
    // Some stores keep no more than seconds.
    return !left.object()
        .modified()
        .truncatedTo(ChronoUnit.SECONDS)
        .isAfter(right.object().modified().truncatedTo(ChronoUnit.SECONDS));
  }

  /** The one that a store tells; where none does, two files can be compared by any. */
  private static Algorithm algorithm(Checksum ours, Checksum theirs) {
    if (ours.algorithm() != Algorithm.NONE) {
      return ours.algorithm();
    }
    return theirs.algorithm() == Algorithm.NONE ? Algorithm.CRC32C : theirs.algorithm();
  }

  private static Checksum read(Source source, Algorithm algorithm) throws StorageException {
    if (source.folder().location().scheme().hasBuckets()) {
      return Checksum.NONE;
    }
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
