package dev.drydock.storage.commands;

import dev.drydock.cloud.objects.StorageException;
import dev.drydock.storage.locations.Location;
import dev.drydock.terminal.CommandFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Parameters;

@Command(
    name = "mb",
    description = "Creates buckets.",
    footer = {"", "Example:", "  drydock storage mb s3://reports"})
public final class MakeBucket implements Callable<Integer> {
  private final Context context;

  @Parameters(arity = "1..*", paramLabel = "URL", description = "As in s3://BUCKET.")
  private List<String> buckets = List.of();

  public MakeBucket(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() throws CommandFailure, StorageException {
    List<Location> all = new ArrayList<>();
    for (String text : buckets) {
      all.add(bucket(text));
    }
    int exitCode = ExitCode.OK;
    for (Location bucket : all) {
      try {
        context.stores().buckets(bucket.scheme()).create(bucket.bucket());
        context.console().print("created " + bucket.url());
      } catch (StorageException e) {
        context.console().error(e.getMessage(), e);
        exitCode = ExitCode.SOFTWARE;
      }
    }
    return exitCode;
  }

  static Location bucket(String text) throws CommandFailure {
    Location location = Location.parse(text);
    if (!location.scheme().hasBuckets()) {
      throw CommandFailure.usage(
          text + ": only s3:// and gs:// have buckets; cp creates the folders that it needs");
    }
    if (location.bucket().isEmpty() || !location.withoutSlash().name().isEmpty()) {
      throw CommandFailure.usage(
          text + ": is not a bucket: write " + location.scheme().label() + "://BUCKET");
    }
    return new Location(location.scheme(), location.bucket(), "");
  }
}
