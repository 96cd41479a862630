package dev.drydock.storage.locations;

import dev.drydock.terminal.CommandFailure;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A pattern for names. {@code *} matches any characters except a slash, {@code **} any characters
 * at all, and {@code ?} one character except a slash. {@code [a-c]} and {@code [!a-c]} match one
 * character in a set, or not in it. After a backslash the next character has no special meaning.
 * {@code **}{@code /} also matches the empty string.
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

  /** Reads the pattern in a location's name. */
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

  /** The common beginning of all names, up to the last slash before the first wildcard. */
  String folder() {
    return folder;
  }

  /** Whether a name matches, given without the {@link #folder}. */
  boolean matches(String relative) {
    return pattern.matcher(relative).matches();
  }

  /** Whether a name is in a folder whose name matches. */
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

  /** Appends the set that starts at an index, and returns the index after it. */
  private static int set(String glob, int begin, StringBuilder regex) {
    boolean not = glob.startsWith("[!", begin) || glob.startsWith("[^", begin);
    int first = begin + (not ? 2 : 1);
    // A closing bracket in the first place is a member.
    int end = glob.indexOf(']', first + 1);
    if (end < 0) {
      throw new PatternSyntaxException("[ without ]", glob, begin);
    }
    String members = glob.substring(first, end).replaceAll("[\\[\\]\\\\&^]", "\\\\$0");
    regex.append(not ? "[^/" : "[").append(members).append(']');
    return end + 1;
  }
}
