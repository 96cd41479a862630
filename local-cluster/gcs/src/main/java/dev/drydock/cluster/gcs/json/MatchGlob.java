package dev.drydock.cluster.gcs.json;

import dev.drydock.cluster.google.ApiException;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Patterns of names: {@code
 * https://cloud.google.com/storage/docs/json_api/v1/objects/list#list-objects-and-prefixes-using-glob}.
 */
final class MatchGlob {
  private MatchGlob() {}

  /**
   * A regular expression for a glob: {@code *} and {@code ?} match no slash, {@code **} does.
   *
   * @throws ApiException 400 if it is not a glob
   */
  static Pattern compile(String glob) throws ApiException {
    StringBuilder regex = new StringBuilder();
    int braces = 0;
    for (int i = 0; i < glob.length(); i++) {
      char c = glob.charAt(i);
      switch (c) {
        case '*' -> {
          if (glob.startsWith("**/", i) && (i == 0 || glob.charAt(i - 1) == '/')) {
            // "a/**/b" is also "a/b".
            regex.append("(?:.*/)?");
            i += 2;
          } else if (glob.startsWith("**", i)) {
            regex.append(".*");
            i++;
          } else {
            regex.append("[^/]*");
          }
        }
        case '?' -> regex.append("[^/]");
        case '[' -> {
          int end = glob.indexOf(']', i + 2);
          if (end < 0) {
            throw invalid(glob, null);
          }
          regex.append(characterClass(glob.substring(i + 1, end)));
          i = end;
        }
        case '{' -> {
          braces++;
          regex.append("(?:");
        }
        case '}' -> {
          braces--;
          regex.append(')');
        }
        case ',' -> regex.append(braces > 0 ? "|" : ",");
        case '\\' -> {
          i++;
          if (i == glob.length()) {
            throw invalid(glob, null);
          }
          regex.append('\\').append(glob.charAt(i));
        }
        default -> regex.append("+.^$|()".indexOf(c) < 0 ? "" : "\\").append(c);
      }
    }
    try {
      return Pattern.compile(regex.toString(), Pattern.DOTALL);
    } catch (PatternSyntaxException e) {
      throw invalid(glob, e);
    }
  }

  private static String characterClass(String members) {
    boolean negated = members.startsWith("!") || members.startsWith("^");
    String escaped = members.substring(negated ? 1 : 0).replaceAll("[\\\\\\[\\]&^]", "\\\\$0");
    return (negated ? "[^/" : "[") + escaped + "]";
  }

  /** The beginning of every match. */
  static String literalPrefix(String glob) {
    int end = 0;
    while (end < glob.length() && "*?[{\\".indexOf(glob.charAt(end)) < 0) {
      end++;
    }
    // "a/**/b" also matches "a/b", which has the slash before the stars as well.
    return glob.substring(0, end);
  }

  private static ApiException invalid(String glob, Exception cause) {
    return new ApiException(400, "invalid", "Invalid glob pattern: " + glob, cause);
  }
}
