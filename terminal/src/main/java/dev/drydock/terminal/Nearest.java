package dev.drydock.terminal;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds the name a user most likely meant. picocli's own suggestions compare pairs of letters,
 * which misses slips in short names ({@code yran}, {@code s4}) and finds {@code yarn} in {@code
 * kubernetes}.
 */
public final class Nearest {
  private Nearest() {}

  /**
   * The candidate with the fewest single-letter edits, if it is near enough to be a likely slip.
   */
  public static Optional<String> to(String typed, Collection<String> candidates) {
    String name = lower(typed);
    if (name.isEmpty()) {
      return Optional.empty();
    }
    Optional<String> nearest =
        candidates.stream()
            .min(Comparator.comparingInt(candidate -> edits(name, lower(candidate))))
            .filter(candidate -> edits(name, lower(candidate)) <= allowed(name, candidate));
    return nearest.isPresent()
        ? nearest
        : candidates.stream().filter(candidate -> lower(candidate).startsWith(name)).findFirst();
  }

  /** Half of the shorter name, so that short names are not taken for each other. */
  private static int allowed(String name, String candidate) {
    return Math.max(1, Math.min(name.length(), candidate.length()) / 2);
  }

  /** All options begin with the same dashes, which say nothing about how near two of them are. */
  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT).replaceFirst("^-+", "");
  }

  /** The end of an error line: a question with the nearest name, or the list of all. */
  public static String hint(String typed, Collection<String> candidates) {
    return to(typed, candidates)
        .map(nearest -> "did you mean " + nearest + "?")
        .orElse("choose one of " + String.join(", ", candidates));
  }

  /**
   * Optimal string alignment distance: insertions, deletions, substitutions, neighbours swapped.
   */
  static int edits(String left, String right) {
    int[][] distance = new int[left.length() + 1][right.length() + 1];
    for (int i = 0; i <= left.length(); i++) {
      for (int j = 0; j <= right.length(); j++) {
        if (i == 0 || j == 0) {
          distance[i][j] = i + j;
          continue;
        }
        int substitution = left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1;
        int best =
            Math.min(
                distance[i - 1][j - 1] + substitution,
                Math.min(distance[i - 1][j], distance[i][j - 1]) + 1);
        boolean swapped =
            i > 1
                && j > 1
                && left.charAt(i - 1) == right.charAt(j - 2)
                && left.charAt(i - 2) == right.charAt(j - 1);
        distance[i][j] = swapped ? Math.min(best, distance[i - 2][j - 2] + 1) : best;
      }
    }
    return distance[left.length()][right.length()];
  }
}
