package dev.drydock.jobs;

import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a job counted besides its result. At its end it prints the counters in one line on standard
 * error, in the same form on every engine:
 *
 * <pre>drydock counters: malformed-sequences=3 words=1204</pre>
 *
 * @param values by name, which consists of lower-case letters, digits and hyphens; none is negative
 */
public record Counters(SortedMap<String, Long> values) {
  private static final String START = "drydock counters:";

  /** Counters in a map of any kind. */
  public Counters(Map<String, Long> values) {
    this(new TreeMap<>(values));
  }

  /** The line that a job prints. */
  public String line() {
    StringBuilder line = new StringBuilder(START);
    values.forEach((name, value) -> line.append(' ').append(name).append('=').append(value));
    return line.toString();
  }

  /** Finds the counters in what a job has printed; the last ones, if there are several. */
  public static Optional<Counters> find(String printed) {
    Pattern pattern = Pattern.compile("(?m)^" + START + "((?: [a-z0-9-]+=[0-9]{1,18})*)$");
    Optional<Counters> found = Optional.empty();
    for (Matcher line = pattern.matcher(printed); line.find(); ) {
      SortedMap<String, Long> values = new TreeMap<>();
      for (String counter : line.group(1).strip().split(" ", -1)) {
        int equals = counter.indexOf('=');
        if (equals > 0) {
          values.put(counter.substring(0, equals), Long.valueOf(counter.substring(equals + 1)));
        }
      }
      found = Optional.of(new Counters(values));
    }
    return found;
  }
}
