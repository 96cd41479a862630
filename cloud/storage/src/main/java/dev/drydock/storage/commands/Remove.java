package dev.drydock.storage.commands;

import dev.drydock.cloud.objects.StorageException;
import dev.drydock.storage.locations.Finder;
import dev.drydock.storage.locations.Location;
import dev.drydock.terminal.CommandFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "rm",
    description = "Removes objects and files.",
    footer = {
      "",
      "Examples:",
      "  drydock storage rm s3://drydock/reports/old.csv",
      "  drydock storage rm --recursive --dry-run s3://drydock/reports"
    })
public final class Remove implements Callable<Integer> {
  private final Context context;

  @Parameters(arity = "1..*", paramLabel = "URL", description = "URLs, patterns or paths.")
  private List<String> locations = List.of();

  @Option(
      names = {"-r", "--recursive"},
      description = "Includes the contents of folders.")
  private boolean recursive;

  @Mixin private CopyOptions options;

  public Remove(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() throws CommandFailure, StorageException, InterruptedException {
    options.check();
    List<Location> all = new ArrayList<>();
    for (String text : locations) {
      Location location = Location.parse(text);
      if (location.name().isEmpty() && !location.scheme().hasBuckets()) {
        throw CommandFailure.usage(location + ": is a whole file system and is not removed");
      }
      all.add(location);
    }
    Finder finder = Finder.toRemove(context.stores());
    try (RemoveRun run = new RemoveRun(context, options)) {
      for (Location location : all) {
        run.removeAll(finder.find(location, recursive));
      }
      int code = run.finish();
      if (recursive && code == 0 && !options.dryRun) {
        for (Location location : all) {
          finder.deleteEmptyFolders(location);
        }
      }
      return code;
    }
  }
}
