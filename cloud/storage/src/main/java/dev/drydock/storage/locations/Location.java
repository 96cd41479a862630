package dev.drydock.storage.locations;

import dev.drydock.storage.files.FileName;
import dev.drydock.terminal.CommandFailure;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A place that a user names. It need not exist.
 *
 * @param bucket the bucket of an object; for {@code hdfs:} the NameNode's address, or empty for the
 *     configured one; empty for {@code file:}
 * @param name the name of an object as it was typed, without decoding; for a file its absolute path
 *     without the first slash. An empty name, or one with a slash at its end, is a folder
 */
public record Location(Scheme scheme, String bucket, String name) {
  private static final Pattern URL =
      Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*):(.*)", Pattern.DOTALL);

  /** Reads a URL or the path of a file, which is relative to the working directory. */
  public static Location parse(String text) throws CommandFailure {
    if (text.isEmpty()) {
      throw CommandFailure.usage(
          "an empty location: name a URL such as s3://bucket/name or a path");
    }
    Matcher url = URL.matcher(text);
    if (!url.matches()) {
      return file(text, text);
    }
    String rest = url.group(2);
    String scheme = url.group(1).toLowerCase(Locale.ROOT);
    return switch (scheme) {
      case "s3" -> object(Scheme.S3, text, rest);
      case "gs" -> object(Scheme.GS, text, rest);
      case "hdfs" -> hdfs(text, rest);
      case "file" -> file(text, rest.startsWith("///") ? rest.substring(2) : rest);
      case "s3a", "s3n" ->
          throw CommandFailure.usage(
              text + ": " + scheme + " is Hadoop's name for it: write s3:" + rest);
      default -> {
        if (rest.startsWith("//")) {
          throw noSuchStore(text, scheme);
        }
        yield file(text, text);
      }
    };
  }

  private static CommandFailure noSuchStore(String text, String scheme) {
    return CommandFailure.usage(
        text
            + ": unknown store '"
            + scheme
            + "': use "
            + Arrays.stream(Scheme.values())
                .map(known -> known == Scheme.FILE ? "file:" : known.label() + "://")
                .collect(Collectors.joining(", ")));
  }

  private static Location object(Scheme scheme, String text, String rest) throws CommandFailure {
    if (!rest.startsWith("//")) {
      throw CommandFailure.usage(
          text + ": write " + scheme.label() + "://BUCKET/NAME, with two slashes");
    }
    int slash = rest.indexOf('/', 2);
    String bucket = slash < 0 ? rest.substring(2) : rest.substring(2, slash);
    String name = slash < 0 ? "" : rest.substring(slash + 1);
    if (bucket.isEmpty() && !name.isEmpty()) {
      throw CommandFailure.usage(
          text + ": names no bucket: write " + scheme.label() + "://BUCKET/NAME");
    }
    return new Location(scheme, bucket, name);
  }

  private static Location hdfs(String text, String rest) throws CommandFailure {
    if (!rest.startsWith("/")) {
      throw CommandFailure.usage(text + ": is not an absolute path: write hdfs:/" + rest);
    }
    if (!rest.startsWith("//")) {
      return new Location(Scheme.HDFS, "", rest.substring(1));
    }
    int slash = rest.indexOf('/', 2);
    return slash < 0
        ? new Location(Scheme.HDFS, rest.substring(2), "")
        : new Location(Scheme.HDFS, rest.substring(2, slash), rest.substring(slash + 1));
  }

  private static Location file(String text, String path) throws CommandFailure {
    try {
      if (FileName.mayBeBroken(path)) {
        throw CommandFailure.failed("file:" + path + FileName.broken());
      }
      String whole = Path.of(path).toAbsolutePath().normalize().toString().substring(1);
      boolean folder =
          path.endsWith("/")
              || path.endsWith("/.")
              || path.endsWith("/..")
              || path.matches("\\.?\\.?");
      return new Location(Scheme.FILE, "", whole.isEmpty() || !folder ? whole : whole + "/");
    } catch (InvalidPathException e) {
      throw CommandFailure.usage(text + ": not a valid file name: " + e.getReason());
    }
  }

  /** Whether the user wrote it as a folder. */
  boolean isFolder() {
    return name.isEmpty() || name.endsWith("/");
  }

  /** The same, written as a folder. */
  public Location asFolder() {
    return isFolder() ? this : new Location(scheme, bucket, name + "/");
  }

  /** The same, not written as a folder. */
  public Location withoutSlash() {
    return name.endsWith("/")
        ? new Location(scheme, bucket, name.substring(0, name.length() - 1))
        : this;
  }

  /** The folder it is in. */
  public Location parent() {
    String whole = withoutSlash().name;
    return new Location(scheme, bucket, whole.substring(0, whole.lastIndexOf('/') + 1));
  }

  /** The name after its last slash. */
  public String lastName() {
    String whole = withoutSlash().name;
    return whole.substring(whole.lastIndexOf('/') + 1);
  }

  public Location child(String relative) {
    return new Location(scheme, bucket, name + relative);
  }

  /** The URL of this place. */
  public String url() {
    return switch (scheme) {
      case S3, GS -> scheme.label() + "://" + bucket + (name.isEmpty() ? "" : "/" + name);
      case HDFS -> bucket.isEmpty() ? "hdfs:/" + name : "hdfs://" + bucket + "/" + name;
      case FILE -> "file:/" + FileName.shown(name);
    };
  }

  @Override
  public String toString() {
    return url();
  }
}
