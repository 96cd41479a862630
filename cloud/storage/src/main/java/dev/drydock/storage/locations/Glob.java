package dev.drydock.storage.locations;

import dev.drydock.storage.CommandFailure;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A pattern of names: {@code *} is any characters but a slash, {@code **} any at all, {@code ?} one
 * but a slash, {@code [a-c]} and {@code [!a-c]} one of or not of a set; a backslash takes the
 * meaning of the character behind it. {@code **}{@code /} also stands for no folder.
 */
final class Glob {
  private static final String WILDCARDS = "*?[";

  private final String folder;
  private final Pattern pattern;

  private Glob(String folder, Pattern pattern) {
    this.folder = folder;
    this.pattern = pattern;
  }

  static boolean isPattern(String name) {
    return firstWildcard(name) >= 0;
  }

  /** Reads the pattern of a location's name. */
  static Glob of(Location location) throws CommandFailure {
    String name = location.name();
    int slash = name.lastIndexOf('/', firstWildcard(name));
    try {
      return new Glob(
          unescape(name.substring(0, slash + 1)),
          Pattern.compile(regex(name.substring(slash + 1))));
    } catch (PatternSyntaxException e) {
      throw CommandFailure.usage(location.url() + ": invalid pattern: " + e.getDescription());
    }
  }

  /** What all names begin with, up to the last slash before the first wildcard. */
  String folder() {
    return folder;
  }

  /** Whether a name fits, given without the {@link #folder}. */
  boolean matches(String relative) {
    return pattern.matcher(relative).matches();
  }

  /** Whether a name is in a folder whose name fits. */
  boolean matchesFolderOf(String relative) {
    for (int slash = relative.indexOf('/'); slash >= 0; slash = relative.indexOf('/', slash + 1)) {
      if (matches(relative.substring(0, slash))) {
        return true;
      }
    }
    return false;
  }

  private static int firstWildcard(String name) {
    for (int i = 0; i < name.length(); i++) {
      if (name.charAt(i) == '\\') {
        i++;
      } else if (WILDCARDS.indexOf(name.charAt(i)) >= 0) {
        return i;
      }
    }
    return -1;
  }

  private static String unescape(String text) {
    return text.replaceAll("\\\\(.)", "$1");
  }

  private static String regex(String glob) {
    StringBuilder regex = new StringBuilder("(?s)");
    int i = 0;
    while (i < glob.length()) {
      char character = glob.charAt(i);
      if (glob.startsWith("**/", i)) {
        regex.append("(?:.*/)?");
        i += 3;
      } else if (glob.startsWith("**", i)) {
        regex.append(".*");
        i += 2;
      } else if (character == '[') {
        i = set(glob, i, regex);
      } else {
        switch (character) {
          case '*' -> regex.append("[^/]*");
          case '?' -> regex.append("[^/]");
          case '\\' -> {
            i++;
            regex.append(Pattern.quote(i < glob.length() ? glob.substring(i, i + 1) : "\\"));
          }
          default -> regex.append(Pattern.quote(String.valueOf(character)));
        }
        i++;
      }
    }
    return regex.toString();
  }

  /** Appends the set that begins at an index and returns the index behind it. */
  private static int set(String glob, int begin, StringBuilder regex) {
    boolean not = glob.startsWith("[!", begin) || glob.startsWith("[^", begin);
    int first = begin + (not ? 2 : 1);
    // A bracket that comes first is a member.
    int end = glob.indexOf(']', first + 1);
    if (end < 0) {
      throw new PatternSyntaxException("[ without ]", glob, begin);
    }
    String members = glob.substring(first, end).replaceAll("[\\[\\]\\\\&^]", "\\\\$0");
    regex.append(not ? "[^/" : "[").append(members).append(']');
    return end + 1;
  }
}
