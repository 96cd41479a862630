package dev.drydock.storage;

import dev.drydock.cloud.StorageException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "rb",
    description = "Removes empty buckets; 'rm --recursive' empties one.",
    footer = {"", "Example:", "  drydock storage rb s3://reports"})
final class RemoveBucket implements Callable<Integer> {
  private final Context context;

  @Parameters(arity = "1..*", paramLabel = "URL", description = "As in s3://BUCKET.")
  private List<String> buckets = List.of();

  RemoveBucket(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() throws CommandFailure, StorageException {
    for (String text : buckets) {
      Location bucket = MakeBucket.bucket(text);
      context.stores().buckets(bucket.scheme()).delete(bucket.bucket());
      context.console().print("removed " + bucket.url());
    }
    return 0;
  }
}
