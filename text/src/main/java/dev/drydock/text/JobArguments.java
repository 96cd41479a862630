package dev.drydock.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The arguments that every job takes on every engine: {@code [--words whitespace|unicode] [--top N]
 * IN OUT}.
 *
 * @param words what a word is
 * @param top how many words topwords writes; wordcount has no use for it
 * @param in a path, glob or directory, in any file system the engine knows
 * @param out the directory to be made
 */
public record JobArguments(WordRule words, int top, String in, String out) {
  private static final int DEFAULT_TOP = 20;
  private static final int MOST_TOP = 1_000_000; // they are kept in the memory of one task

  /** The jobs; their labels are the names on the command line. */
  public enum Job {
    WORDCOUNT,
    TOPWORDS;

    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The job of a name.
     *
     * @throws UsageException naming the nearest job
     */
    public static Job named(String name) throws UsageException {
      List<String> labels = new ArrayList<>();
      for (Job job : values()) {
        if (job.label().equals(name)) {
          return job;
        }
        labels.add(job.label());
      }
      throw new UsageException(
          "unknown job %s: did you mean %s?".formatted(name, nearest(name, labels)));
    }

    private List<String> flags() {
      return this == TOPWORDS ? List.of("--words", "--top") : List.of("--words");
    }

    private String usage() {
      String top = this == TOPWORDS ? "[--top N] " : "";
      return "usage: %s [--words whitespace|unicode] %sIN OUT".formatted(label(), top);
    }
  }

  /**
   * Reads the arguments of a job. A flag's value is the next argument or follows {@code =}.
   *
   * @throws UsageException naming the wrong argument and the nearest flag or the usage
   */
  public static JobArguments parse(Job job, String... arguments) throws UsageException {
    WordRule words = WordRule.WHITESPACE;
    int top = DEFAULT_TOP;
    List<String> paths = new ArrayList<>();
    for (int i = 0; i < arguments.length; i++) {
      String argument = arguments[i];
      if (!argument.startsWith("-")) {
        paths.add(argument);
        continue;
      }
      int equals = argument.indexOf('=');
      String flag = equals < 0 ? argument : argument.substring(0, equals);
      if (!job.flags().contains(flag)) {
        throw new UsageException(
            "%s: unknown flag %s: did you mean %s?"
                .formatted(job.label(), flag, nearest(flag, job.flags())));
      }
      if (equals < 0 && ++i == arguments.length) {
        throw new UsageException("%s: %s needs a value".formatted(job.label(), flag));
      }
      String value = equals < 0 ? arguments[i] : argument.substring(equals + 1);
      switch (flag) {
        case "--words" -> words = parseWords(job, value);
        default -> top = parseTop(job, value);
      }
    }
    if (paths.size() != 2) {
      throw new UsageException(job.usage());
    }
    return new JobArguments(words, top, paths.get(0), paths.get(1));
  }

  private static WordRule parseWords(Job job, String value) throws UsageException {
    for (WordRule rule : WordRule.values()) {
      if (rule.label().equals(value)) {
        return rule;
      }
    }
    throw new UsageException(
        "%s: --words is whitespace or unicode, not %s".formatted(job.label(), value));
  }

  private static int parseTop(Job job, String value) throws UsageException {
    try {
      int top = Integer.parseInt(value);
      if (top > 0 && top <= MOST_TOP) {
        return top;
      }
    } catch (NumberFormatException e) {
      // The message below says what a number is here.
    }
    throw new UsageException(
        "%s: --top is a whole number from 1 to %d, not %s".formatted(job.label(), MOST_TOP, value));
  }

  private static String nearest(String flag, List<String> flags) {
    String best = flags.get(0);
    for (String candidate : flags) {
      if (distance(flag, candidate) < distance(flag, best)) {
        best = candidate;
      }
    }
    return best;
  }

  /** The Levenshtein distance: insertions, deletions and replacements between two strings. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j - 1], diagonal));
      }
    }
    return row[b.length()];
  }
}
