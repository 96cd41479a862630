package dev.drydock.cluster.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Finds the line in the log of a failed process that most probably says why it failed. */
public final class LogCause {
  private static final int TAIL_BYTES = 256 * 1024;
  private static final int LONGEST = 300;
  private static final int LAST_LINES = 3;

  /** What Drydock's own programs write before they give up. */
  private static final Pattern OWN = Pattern.compile("^cannot start .*");

  private static final Pattern CAUSED_BY = Pattern.compile("^Caused by: .*");
  private static final Pattern THROWABLE =
      Pattern.compile("^(Exception in thread .*|[\\w.$]+(Exception|Error)(: .*)?$)");
  private static final Pattern JVM =
      Pattern.compile("^(Error: |Error occurred during|# There is insufficient memory).*");
  // The root of this chain of causes does not contain the port.
  private static final Pattern PORT =
      Pattern.compile(".*(Problem binding to|Port in use: |Failed to bind to).*");
  private static final Pattern LEVEL = Pattern.compile(".*\\b(FATAL|ERROR)\\b.*");

  private LogCause() {}

  /**
   * One line, or an empty string if the log has no such line.
   *
   * @param from how many bytes the log had before the process started
   */
  public static String of(Path log, long from) {
    List<String> lines;
    try {
      byte[] all = Files.readAllBytes(log);
      int begin = (int) Math.max(Math.min(from, all.length), all.length - TAIL_BYTES);
      lines = new String(all, begin, all.length - begin, StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      return "";
    }
    for (Pattern pattern : List.of(PORT, OWN, JVM, CAUSED_BY, THROWABLE, LEVEL)) {
      // The last cause of a chain is the root cause; the last throwable ended the process.
      for (int i = lines.size() - 1; i >= 0; i--) {
        if (pattern.matcher(lines.get(i)).matches()) {
          return shortened(lines.get(i));
        }
      }
    }
    return lines.isEmpty() ? "" : shortened(lines.get(lines.size() - 1));
  }

  /** The last lines of a log as one, or an empty string if there are none. */
  public static String lastLines(Path log, long from) {
    List<String> lines = lines(log, from).stream().filter(line -> !line.isBlank()).toList();
    return lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()).stream()
        .map(LogCause::shortened)
        .collect(Collectors.joining(" | "));
  }

  private static List<String> lines(Path log, long from) {
    try {
      byte[] all = Files.readAllBytes(log);
      int begin = (int) Math.max(Math.min(from, all.length), all.length - TAIL_BYTES);
      return new String(all, begin, all.length - begin, StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  private static String shortened(String line) {
    String text = line.strip().replaceFirst("^Caused by: ", "");
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
  }
}
