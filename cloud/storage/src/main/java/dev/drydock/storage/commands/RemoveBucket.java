package dev.drydock.storage.commands;

import dev.drydock.cloud.objects.MultipartUploads;
import dev.drydock.cloud.objects.StorageException;
import dev.drydock.cloud.objects.Versions;
import dev.drydock.storage.locations.Finder;
import dev.drydock.storage.locations.Folder;
import dev.drydock.storage.locations.Location;
import dev.drydock.terminal.CommandFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "rb",
    description = "Removes buckets, with --force also their contents.",
    footer = {
      "",
      "--force removes the objects without asking, and prints how many there were. Older versions, if",
      "the bucket keeps them, are removed and counted as well.",
      "",
      "Examples:",
      "  drydock storage rb s3://reports",
      "  drydock storage rb --force s3://reports"
    })
public final class RemoveBucket implements Callable<Integer> {
  private final Context context;

  @Parameters(arity = "1..*", paramLabel = "URL", description = "As in s3://BUCKET.")
  private List<String> buckets = List.of();

  @Option(names = "--force", description = "Removes their contents first.")
  private boolean force;

  public RemoveBucket(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() throws CommandFailure, StorageException, InterruptedException {
    List<Location> all = new ArrayList<>();
    for (String text : buckets) {
      all.add(MakeBucket.bucket(text));
    }
    int exitCode = ExitCode.OK;
    for (Location bucket : all) {
      try {
        if (force && !empty(context.stores().folder(bucket))) {
          exitCode = ExitCode.SOFTWARE;
          continue;
        }
        context.stores().buckets(bucket.scheme()).delete(bucket.bucket());
        context.console().print("removed " + bucket.url());
      } catch (StorageException e) {
        context.console().error(e.getMessage(), e);
        exitCode = ExitCode.SOFTWARE;
      }
    }
    return exitCode;
  }

  private static void removeAll(RemoveRun run, Folder bucket)
      throws StorageException, InterruptedException {
    if (bucket.store() instanceof Versions versions) {
      try {
        run.removeAll(
            Finder.versions(bucket, versions),
            source -> versions.deleteVersion(source.object().name(), source.object().version()));
        return;
      } catch (StorageException e) {
        if (e.reason() != StorageException.Reason.UNSUPPORTED) {
          throw e;
        }
        // Then the bucket has nothing but its objects.
      }
    }
    run.removeAll(Finder.in(bucket, relative -> true));
  }

  /** Removes all objects, their versions and unfinished uploads; returns whether they are gone. */
  private boolean empty(Folder bucket)
      throws CommandFailure, StorageException, InterruptedException {
    try (RemoveRun run = new RemoveRun(context, new CopyOptions())) {
      removeAll(run, bucket);
      if (run.finish() != 0) {
        return false;
      }
    }
    if (bucket.store() instanceof MultipartUploads uploads) {
      for (MultipartUploads.Upload upload : uploads.unfinished("")) {
        uploads.abort(upload);
      }
    }
    return true;
  }
}
