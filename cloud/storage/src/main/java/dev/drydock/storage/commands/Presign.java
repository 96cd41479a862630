package dev.drydock.storage.commands;

import dev.drydock.cloud.objects.PresignedUrls;
import dev.drydock.cloud.objects.StorageException;
import dev.drydock.storage.locations.Folder;
import dev.drydock.storage.locations.Location;
import dev.drydock.terminal.CommandFailure;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "presign",
    description =
        "Creates a URL by which anyone can read, or write, one object for a limited time.",
    footer = {
      "",
      "Examples:",
      "  curl \"$(drydock storage presign --expires 15m s3://drydock/reports/today.csv)\"",
      "  curl --upload-file today.csv \"$(drydock storage presign --put s3://drydock/today.csv)\""
    })
public final class Presign implements Callable<Integer> {
  private static final Pattern DURATION = Pattern.compile("(\\d{1,6})([smhd])");
  private static final Duration LONGEST = Duration.ofDays(7);

  private final Context context;

  @Parameters(paramLabel = "URL", description = "An object of s3:// or gs://.")
  private String object;

  @Option(
      names = "--expires",
      paramLabel = "TIME",
      defaultValue = "15m",
      description = "For example 90s, 15m, 12h or 7d, the maximum. Default: ${DEFAULT-VALUE}.")
  private String expires;

  @Option(names = "--put", description = "For writing with PUT instead of reading with GET.")
  private boolean put;

  @Option(names = "--json", description = "Prints JSON.")
  private boolean json;

  public Presign(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() throws CommandFailure, StorageException {
    Duration validity = duration(expires);
    Location location = Location.parse(object);
    if (!location.scheme().hasBuckets()) {
      throw CommandFailure.usage(location + ": only objects of s3:// and gs:// can have such URLs");
    }
    if (location.name().isEmpty()) {
      throw CommandFailure.usage(location + ": names no object: write its full name");
    }
    Folder folder = context.stores().folder(new Location(location.scheme(), location.bucket(), ""));
    if (!(folder.store() instanceof PresignedUrls urls)) {
      throw CommandFailure.failed(location + ": its store cannot sign URLs");
    }
    Instant until = Instant.now().plus(validity);
    URI url =
        put
            ? urls.presignPut(location.name(), validity)
            : urls.presignGet(location.name(), validity);
    if (json) {
      Map<String, Object> line = new LinkedHashMap<>();
      line.put("url", url.toString());
      line.put("method", put ? "PUT" : "GET");
      line.put("expires", until.toString());
      context.console().json(line);
    } else {
      context.console().print(url.toString());
    }
    return 0;
  }

  static Duration duration(String text) throws CommandFailure {
    Matcher duration = DURATION.matcher(text);
    if (!duration.matches()) {
      throw CommandFailure.usage("--expires " + text + ": write a time such as 15m, 12h or 7d");
    }
    long count = Long.parseLong(duration.group(1));
    Duration parsed =
        switch (duration.group(2)) {
          case "s" -> Duration.ofSeconds(count);
          case "m" -> Duration.ofMinutes(count);
          case "h" -> Duration.ofHours(count);
          default -> Duration.ofDays(count);
        };
    if (parsed.isZero() || parsed.compareTo(LONGEST) > 0) {
      throw CommandFailure.usage("--expires " + text + ": give at least 1s and at most 7d");
    }
    return parsed;
  }
}
