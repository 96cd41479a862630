package dev.drydock.storage.commands;

import dev.drydock.cloud.objects.StorageException;
import dev.drydock.storage.locations.Finder;
import dev.drydock.storage.locations.Location;
import dev.drydock.storage.locations.Source;
import dev.drydock.storage.locations.SourceCursor;
import dev.drydock.terminal.CommandFailure;
import dev.drydock.terminal.Sizes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "du",
    description = "Adds up the sizes of all objects in folders, or of those that match a pattern.",
    footer = {"", "Example:", "  drydock storage du -h s3://drydock"})
public final class DiskUsage implements Callable<Integer> {
  private final Context context;

  @Parameters(arity = "1..*", paramLabel = "URL", description = "URLs, patterns or paths.")
  private List<String> locations = List.of();

  @Option(
      names = {"-h", "--human"},
      description = "Shows sizes in KB, MB and so on.")
  private boolean human;

  @Option(names = "--json", description = "Prints JSON.")
  private boolean json;

  public DiskUsage(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() throws CommandFailure, StorageException {
    List<Map<String, Object>> report = new ArrayList<>();
    Finder finder = new Finder(context.stores());
    for (String text : locations) {
      Location location = Location.parse(text);
      boolean bucket = location.scheme().hasBuckets() && location.name().isEmpty();
      SourceCursor found =
          bucket
              ? Finder.in(context.stores().folder(location), relative -> true)
              : finder.find(location, true);
      long bytes = 0;
      long objects = 0;
      for (Optional<Source> next = found.next(); next.isPresent(); next = found.next()) {
        bytes += next.get().object().size();
        objects++;
      }
      if (json) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("url", location.url());
        line.put("objects", objects);
        line.put("bytes", bytes);
        report.add(line);
      } else {
        String size = human ? Sizes.bytes(bytes) : Long.toString(bytes);
        context
            .console()
            .print(String.format(Locale.ROOT, "%12s %10d  %s", size, objects, location.url()));
      }
    }
    if (json) {
      context.console().json(report);
    }
    return 0;
  }
}
