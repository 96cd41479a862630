package dev.drydock.storage.commands;

import dev.drydock.cloud.objects.StorageException;
import dev.drydock.storage.listing.NameOrder;
import dev.drydock.storage.locations.Finder;
import dev.drydock.storage.locations.Folder;
import dev.drydock.storage.locations.Location;
import dev.drydock.storage.locations.Source;
import dev.drydock.storage.locations.SourceCursor;
import dev.drydock.storage.locations.Target;
import dev.drydock.storage.transfer.Comparison;
import dev.drydock.storage.transfer.Copier;
import dev.drydock.terminal.CommandFailure;
import java.util.Optional;
import java.util.Set;
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
      "An object is copied if the target does not have it, if the sizes differ, or if both stores",
      "have the same kind of checksum and these differ. Without such a checksum it is copied if the",
      "source is newer by a second.",
      "",
      "Examples:",
      "  drydock storage sync reports s3://drydock/reports",
      "  drydock storage sync --delete --dry-run s3://drydock/reports gs://drydock/reports"
    })
public final class Sync implements Callable<Integer> {
  private final Context context;

  @Parameters(index = "0", paramLabel = "SOURCE", description = "A folder.")
  private String from;

  @Parameters(index = "1", paramLabel = "TARGET", description = "A folder.")
  private String to;

  @Option(
      names = "--delete",
      description = "Removes objects from the target that are not in the source.")
  private boolean delete;

  @Option(
      names = "--checksum",
      description =
          "Does not compare times: if the stores have no checksum of the same kind, as with files,"
              + " reads the objects.")
  private boolean checksum;

  @Mixin private CopyOptions options;

  public Sync(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() throws CommandFailure, StorageException, InterruptedException {
    options.check();
    Location sourceLocation = Location.parse(from);
    Location targetLocation = Location.parse(to);
    Folder source = context.stores().folder(sourceLocation.asFolder());
    Folder target = Target.of(context.stores(), targetLocation, true).folder();
    Comparison comparison = new Comparison(checksum);
    SourceCursor sources = Finder.in(source, relative -> true);
    Optional<Source> left = sources.next();
    refuse(sourceLocation, source, target, left.isEmpty());
    SourceCursor targets = Finder.in(target, relative -> true);
    Optional<Source> right = targets.next();
    try (CopyRun run =
        new CopyRun(context, options, new Copier.Options(false, false, Set.of()), "copied")) {
      while ((left.isPresent() || right.isPresent()) && !run.isStopped()) {
        int order = order(left, right);
        if (order > 0) {
          if (delete) {
            run.delete(right.get(), source);
          }
          right = targets.next();
          continue;
        }
        if (order == 0 && comparison.isSame(left.get(), right.get())) {
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
              + ": folder does not exist, so nothing was done to "
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
              + ": one is inside the other: choose another");
    }
  }

  private static int order(Optional<Source> left, Optional<Source> right) {
    if (left.isEmpty() || right.isEmpty()) {
      return left.isEmpty() ? 1 : -1;
    }
    return NameOrder.UTF8.compare(left.get().relative(), right.get().relative());
  }
}
