package dev.drydock.storage;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.drydock.cloud.StorageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
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
      "Examples:",
      "  drydock storage ls s3://",
      "  drydock storage ls --human s3://drydock/reports/",
      "  drydock storage ls --recursive 's3://drydock/**.csv'"
    })
final class ListObjects implements Callable<Integer> {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT)
          .withZone(ZoneId.systemDefault());

  private final Context context;
  private boolean any;

  @Parameters(arity = "1..*", paramLabel = "URL", description = "URLs, patterns or paths.")
  private List<String> locations = List.of();

  @Option(
      names = {"-r", "--recursive"},
      description = "Also what is in folders.")
  private boolean recursive;

  @Option(
      names = {"-h", "--human"},
      description = "Sizes in KB, MB and so on.")
  private boolean human;

  @Option(names = "--json", description = "As JSON.")
  private boolean json;

  ListObjects(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() throws CommandFailure, StorageException {
    if (json) {
      context.console().output().print("[");
    }
    try {
      for (String text : locations) {
        list(Location.parse(text));
      }
    } finally {
      if (json) {
        context.console().output().println(any ? "\n]" : "]");
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

  /** What is directly in a folder. */
  private void level(Location location) throws CommandFailure, StorageException {
    Folder folder = context.stores().folder(location.asFolder());
    if (folder.store() instanceof FolderStore folders) {
      if (!context.stores().isDirectory(location)) {
        throw Finder.nothing(location);
      }
      List<FolderWalk.Entry> entries =
          folders.read("").stream()
              .sorted(Comparator.comparing(FolderWalk.Entry::name, NameOrder.UTF8))
              .toList();
      for (FolderWalk.Entry entry : entries) {
        if (entry.isFolder()) {
          folder(folder.location().child(entry.name() + "/"));
        } else {
          object(folder.url(entry.name()), entry.size(), entry.modified());
        }
      }
      return;
    }
    SourceCursor inside = Finder.in(folder, relative -> true);
    String last = "";
    boolean empty = true;
    for (Optional<Source> next = inside.next(); next.isPresent(); next = inside.next()) {
      empty = false;
      String relative = next.get().relative();
      int slash = relative.indexOf('/');
      if (slash < 0) {
        object(next.get());
      } else if (!relative.substring(0, slash + 1).equals(last)) {
        last = relative.substring(0, slash + 1);
        folder(folder.location().child(last));
      }
    }
    if (empty && !folder.prefix().isEmpty()) {
      throw Finder.nothing(location);
    }
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
      json(line);
      return;
    }
    String bytes = human ? Sizes.bytes(size) : Long.toString(size);
    context
        .console()
        .print(String.format(Locale.ROOT, "%s %12s  %s", TIME.format(modified), bytes, url));
  }

  private void folder(Location location) {
    if (json) {
      json(Map.of("url", location.asFolder().url()));
    } else {
      String url = location.name().isEmpty() ? location.url() + "/" : location.url();
      context.console().print(String.format(Locale.ROOT, "%32s  %s", "", url));
    }
  }

  private void json(Map<String, Object> line) {
    try {
      context.console().output().print((any ? ",\n  " : "\n  ") + JSON.std.asString(line));
      any = true;
    } catch (IOException e) {
      throw new UncheckedIOException("a value of this program does not fit into JSON", e);
    }
  }
}
