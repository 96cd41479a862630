package dev.drydock.storage.commands;

import dev.drydock.cloud.objects.RangeReads;
import dev.drydock.cloud.objects.StorageException;
import dev.drydock.cloud.objects.StorageException.Reason;
import dev.drydock.storage.console.Console;
import dev.drydock.storage.files.FileFailure;
import dev.drydock.storage.locations.Finder;
import dev.drydock.storage.locations.Location;
import dev.drydock.storage.locations.Source;
import dev.drydock.storage.locations.SourceCursor;
import dev.drydock.storage.transfer.RangeContent;
import dev.drydock.terminal.CommandFailure;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "cat",
    description = "Writes the bytes of objects to standard output.",
    footer = {
      "",
      "Examples:",
      "  drydock storage cat s3://drydock/reports/today.csv | head",
      "  drydock storage cat --range 0-99 s3://drydock/reports/today.csv"
    })
public final class Cat implements Callable<Integer> {
  private static final Pattern RANGE = Pattern.compile("(\\d{1,18})-(\\d{1,18})?|-(\\d{1,18})");
  private static final int BUFFER = 128 * 1024;

  private final Context context;

  @Parameters(arity = "1..*", paramLabel = "URL", description = "URLs, patterns or paths.")
  private List<String> locations = List.of();

  @Option(
      names = "--range",
      paramLabel = "FIRST-LAST",
      description =
          "Only these bytes, counted from 0: 100-199, 100- (to the end) or -100 (the last).")
  private String range = "";

  public Cat(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() throws CommandFailure, StorageException {
    if (!range.isEmpty() && !RANGE.matcher(range).matches()) {
      throw CommandFailure.usage("--range " + range + ": write FIRST-LAST, FIRST- or -LENGTH");
    }
    Finder finder = new Finder(context.stores());
    List<SourceCursor> all = new ArrayList<>();
    for (String text : locations) {
      all.add(finder.find(Location.parse(text)));
    }
    for (SourceCursor found : all) {
      for (Optional<Source> next = found.next(); next.isPresent(); next = found.next()) {
        try (InputStream in = open(next.get())) {
          if (!write(in, next.get().url(), context.console())) {
            return 0;
          }
        } catch (IOException e) {
          throw FileFailure.of(next.get().url(), e);
        }
      }
    }
    return 0;
  }

  /** Writes all bytes to standard output; returns false if the reader has gone. */
  static boolean write(InputStream in, String url, Console console) throws StorageException {
    byte[] buffer = new byte[BUFFER];
    while (true) {
      int read;
      try {
        read = in.read(buffer);
      } catch (IOException e) {
        throw FileFailure.of(url, e);
      }
      if (read < 0) {
        return true;
      }
      try {
        console.bytes().write(buffer, 0, read);
      } catch (IOException e) {
        if (Console.isBrokenPipe(e)) {
          return false;
        }
        throw FileFailure.of("standard output", e);
      }
    }
  }

  private InputStream open(Source source) throws StorageException {
    if (range.isEmpty()) {
      return source.store().get(source.object().name());
    }
    if (!(source.store() instanceof RangeReads reads)) {
      throw new StorageException(Reason.FAILED, source.url() + ": its store cannot read ranges");
    }
    Matcher parts = RANGE.matcher(range);
    parts.matches();
    long size = source.object().size();
    long first =
        parts.group(3) != null
            ? Math.max(0, size - Long.parseLong(parts.group(3)))
            : Long.parseLong(parts.group(1));
    long last =
        parts.group(2) == null ? size - 1 : Math.min(size - 1, Long.parseLong(parts.group(2)));
    if (first > last) {
      if (first >= size && size > 0 && parts.group(3) == null) {
        throw new StorageException(
            Reason.FAILED, source.url() + ": has only " + size + " bytes: start before that");
      }
      return InputStream.nullInputStream();
    }
    return new RangeContent(
            reads,
            source.object().name(),
            source.object().version(),
            first,
            last - first + 1,
            read -> {})
        .open();
  }
}
