package dev.drydock.storage.commands;

import dev.drydock.cloud.objects.ListPage;
import dev.drydock.cloud.objects.StorageException;
import dev.drydock.cloud.objects.StoredObject;
import dev.drydock.storage.console.JsonArray;
import dev.drydock.storage.listing.NameOrder;
import dev.drydock.storage.locations.Finder;
import dev.drydock.storage.locations.Folder;
import dev.drydock.storage.locations.Location;
import dev.drydock.storage.locations.Source;
import dev.drydock.storage.locations.SourceCursor;
import dev.drydock.terminal.CommandFailure;
import dev.drydock.terminal.Sizes;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
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
    name = "ls",
    description = "Lists buckets, folders and objects with their sizes and times.",
    footer = {
      "",
      "For a folder, it shows what is directly in it: objects, and folders with a slash at the end.",
      "",
      "Examples:",
      "  drydock storage ls s3://",
      "  drydock storage ls --human s3://drydock/reports/",
      "  drydock storage ls --recursive 's3://drydock/**.csv'"
    })
public final class ListObjects implements Callable<Integer> {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT)
          .withZone(ZoneId.systemDefault());

  private final Context context;
  private JsonArray listed;

  @Parameters(arity = "1..*", paramLabel = "URL", description = "URLs, patterns or paths.")
  private List<String> locations = List.of();

  @Option(
      names = {"-r", "--recursive"},
      description = "Shows all objects, also those in folders.")
  private boolean recursive;

  @Option(
      names = {"-h", "--human"},
      description = "Shows sizes in KB, MB and so on.")
  private boolean human;

  @Option(names = "--json", description = "Prints JSON.")
  private boolean json;

  public ListObjects(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() throws CommandFailure, StorageException {
    listed = new JsonArray(context.console().output(), "[");
    try {
      for (String text : locations) {
        list(Location.parse(text));
      }
    } finally {
      if (json) {
        listed.end("");
      }
    }
    return 0;
  }

  private void list(Location location) throws CommandFailure, StorageException {
    if (location.scheme().hasBuckets() && location.bucket().isEmpty()) {
      for (String bucket : context.stores().buckets(location.scheme()).list()) {
        folder(new Location(location.scheme(), bucket, ""));
      }
      return;
    }
    Finder finder = new Finder(context.stores());
    if (finder.isFolder(location) && !recursive) {
      level(location);
      return;
    }
    SourceCursor found = finder.find(location, recursive);
    for (Optional<Source> next = found.next(); next.isPresent(); next = found.next()) {
      object(next.get());
    }
  }

  /** Lists what is directly in a folder, with one page in memory. */
  private void level(Location location) throws CommandFailure, StorageException {
    Folder folder = context.stores().folder(location.asFolder());
    boolean empty = true;
    String token = "";
    do {
      ListPage page = folder.store().listFolder(folder.prefix(), token);
      empty &= page.objects().isEmpty() && page.folders().isEmpty();
      page(folder, page);
      token = page.next();
    } while (!token.isEmpty());
    boolean bucket = location.scheme().hasBuckets() && folder.prefix().isEmpty();
    if (empty && !bucket && !context.stores().isDirectory(location)) {
      throw Finder.nothing(location);
    }
  }

  /** Shows the folders among the objects, in the order of their names. */
  private void page(Folder folder, ListPage page) {
    int prefix = folder.prefix().length();
    List<String> folders = page.folders();
    int shown = 0;
    for (StoredObject object : page.objects()) {
      for (; isBefore(folders, shown, object.name()); shown++) {
        folder(folder.location().child(folders.get(shown).substring(prefix)));
      }
      object(folder.url(object.name().substring(prefix)), object.size(), object.modified());
    }
    for (; shown < folders.size(); shown++) {
      folder(folder.location().child(folders.get(shown).substring(prefix)));
    }
  }

  private static boolean isBefore(List<String> folders, int index, String name) {
    return index < folders.size() && NameOrder.UTF8.compare(folders.get(index), name) < 0;
  }

  private void object(Source source) {
    object(source.url(), source.object().size(), source.object().modified());
  }

  private void object(String url, long size, Instant modified) {
    if (json) {
      Map<String, Object> line = new LinkedHashMap<>();
      line.put("url", url);
      line.put("bytes", size);
      line.put("modified", modified.toString());
      listed.add(line);
      return;
    }
    String bytes = human ? Sizes.bytes(size) : Long.toString(size);
    context
        .console()
        .print(String.format(Locale.ROOT, "%s %12s  %s", TIME.format(modified), bytes, url));
  }

  private void folder(Location location) {
    if (json) {
      listed.add(Map.of("url", location.asFolder().url()));
    } else {
      String url = location.name().isEmpty() ? location.url() + "/" : location.url();
      context.console().print(String.format(Locale.ROOT, "%32s  %s", "", url));
    }
  }
}
