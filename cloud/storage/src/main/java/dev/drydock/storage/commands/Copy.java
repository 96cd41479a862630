package dev.drydock.storage.commands;

import dev.drydock.cloud.objects.StorageException;
import dev.drydock.storage.files.FileFailure;
import dev.drydock.storage.locations.Finder;
import dev.drydock.storage.locations.Location;
import dev.drydock.storage.locations.Source;
import dev.drydock.storage.locations.SourceCursor;
import dev.drydock.storage.locations.Target;
import dev.drydock.storage.transfer.Copier;
import dev.drydock.terminal.CommandFailure;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The verbs cp and mv. */
@Command(
    name = "cp",
    description = "Copies objects and files between any two stores.",
    footer = {
      "",
      "A copy replaces an existing object once it is complete, as in the clouds' own tools. Large",
      "objects are copied in parts. To resume an interrupted copy, run the same command again.",
      "A folder needs --recursive, and its contents go into the target. Patterns are *, **, ? and",
      "[a-z]. '-' is standard input as the source, or standard output as the target.",
      "",
      "Examples:",
      "  drydock storage cp report.csv s3://drydock/reports/",
      "  drydock storage cp --recursive s3://drydock/logs gs://drydock/logs",
      "  drydock storage cp 's3://drydock/reports/**.csv' hdfs:/reports",
      "  tar c logs | drydock storage cp - gs://drydock/logs.tar"
    })
public final class Copy implements Callable<Integer> {
  private static final String STANDARD_STREAM = "-";

  private final Context context;
  private final boolean move;

  @Parameters(
      paramLabel = "SOURCE… TARGET",
      hideParamSyntax = true,
      arity = "1..*",
      description = "URLs or paths, or '-'.")
  private List<String> locations = List.of();

  @Option(
      names = {"-r", "--recursive"},
      description = "Includes the contents of folders.")
  private boolean recursive;

  @Option(
      names = {"-n", "--no-clobber"},
      description = "Does not replace existing objects.")
  private boolean noClobber;

  @Mixin private CopyOptions options;

  public Copy(Context context, boolean move) {
    this.context = context;
    this.move = move;
  }

  @Override
  public Integer call() throws CommandFailure, StorageException, InterruptedException {
    options.check();
    if (locations.size() < 2) {
      throw CommandFailure.usage(
          "only one location, " + locations.get(0) + ": name what to copy and where to");
    }
    if (locations.contains(STANDARD_STREAM)) {
      return copyStream();
    }
    List<Location> sources = new ArrayList<>();
    for (String source : locations.subList(0, locations.size() - 1)) {
      sources.add(Location.parse(source));
    }
    Location to = Location.parse(locations.get(locations.size() - 1));
    Finder finder = new Finder(context.stores());
    boolean several = sources.size() > 1 || finder.isSeveral(sources.get(0), recursive);
    Target target = Target.of(context.stores(), to, several);
    for (Location source : sources) {
      refuseIntoItself(source, target);
    }
    Set<Location> emptied = new HashSet<>();
    if (recursive) {
      sources.forEach(source -> emptied.add(source.asFolder()));
    }
    Copier.Options copies = new Copier.Options(noClobber, move, emptied);
    try (CopyRun run = new CopyRun(context, options, copies, move ? "moved" : "copied")) {
      for (Location source : sources) {
        // Each of several folders keeps its name, or their files would mix.
        boolean keepsName = sources.size() > 1 && recursive && finder.isFolder(source);
        String before = keepsName ? source.lastName() + "/" : "";
        SourceCursor found = finder.find(source, recursive);
        if (sources.size() > 1) {
          run.copyOneOfSeveral(found, target, before);
        } else {
          run.copyAll(found, target, before);
        }
      }
      return run.finish();
    }
  }

  /** From standard input, or to standard output. */
  private int copyStream() throws CommandFailure, StorageException {
    String from = locations.get(0);
    String to = locations.get(1);
    boolean both = from.equals(to);
    if (locations.size() > 2 || both || move || recursive || options.dryRun) {
      throw CommandFailure.usage(
          "'-' is standard input or output: write cp - TARGET or cp SOURCE -, without --recursive"
              + " and --dry-run (for a file of this name write ./-)");
    }
    if (to.equals(STANDARD_STREAM)) {
      return toOutput(Location.parse(from));
    }
    Location location = Location.parse(to);
    Target target = Target.of(context.stores(), location, false);
    if (target.name().isEmpty()) {
      throw CommandFailure.usage(location + ": is a folder: name the object");
    }
    Copier.Options copies = new Copier.Options(noClobber, false, Set.of());
    try (CopyRun run = new CopyRun(context, options, copies, "copied")) {
      return run.copyInput(target, noClobber);
    }
  }

  private int toOutput(Location from) throws CommandFailure, StorageException {
    Finder finder = new Finder(context.stores());
    if (finder.isSeveral(from, false)) {
      throw CommandFailure.usage(from + ": may be several objects: use storage cat " + from);
    }
    Optional<Source> source = finder.find(from).next();
    if (source.isPresent()) {
      try (InputStream in = source.get().store().get(source.get().object().name())) {
        Cat.write(in, source.get().url(), context.console());
      } catch (IOException e) {
        throw FileFailure.of(source.get().url(), e);
      }
    }
    return 0;
  }

  private void refuseIntoItself(Location source, Target target) throws CommandFailure {
    Location into = target.folder().location();
    boolean same =
        recursive
            && source.scheme() == into.scheme()
            && source.bucket().equals(into.bucket())
            && into.name().startsWith(source.asFolder().name());
    if (same) {
      throw CommandFailure.usage(
          into
              + ": is in "
              + source.asFolder()
              + ", so the copy would never end: copy it elsewhere");
    }
  }
}
