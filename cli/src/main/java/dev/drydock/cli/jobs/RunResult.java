package dev.drydock.cli.jobs;

import dev.drydock.cli.jobs.RemoteFiles.Summary;
import dev.drydock.terminal.Sizes;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The result of one run, and what it cost.
 *
 * @param cpuSeconds CPU time of the run's processes, including its part of the cluster's; null if
 *     the platform cannot measure it
 * @param summary of the output
 * @param counters that the job reported, by name
 */
record RunResult(
    String engine,
    String input,
    String output,
    double wallSeconds,
    Double cpuSeconds,
    Summary summary,
    Map<String, Long> counters) {

  /** One line for the user. */
  String line() {
    return "%s, in %s s%s: %s"
        .formatted(
            summed(),
            Sizes.seconds(wallSeconds),
            cpuSeconds == null ? "" : " (" + Sizes.seconds(cpuSeconds) + " CPU s)",
            output);
  }

  private String summed() {
    if (summary.words() != null) {
      return summary.words() + " words, " + summary.distinct() + " different";
    }
    String size = Sizes.bytes(summary.bytes());
    return summary.lines() == null
        ? several(summary.files(), "file") + ", " + size
        : several(summary.lines(), "line") + ", " + size;
  }

  private static String several(long number, String thing) {
    return number + " " + thing + (number == 1 ? "" : "s");
  }

  Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("engine", engine);
    map.put("input", input);
    map.put("output", output);
    map.put("wallSeconds", rounded(wallSeconds));
    map.put("cpuSeconds", cpuSeconds == null ? null : rounded(cpuSeconds));
    map.put("files", summary.files());
    map.put("bytes", summary.bytes());
    map.put("lines", summary.lines());
    map.put("words", summary.words());
    map.put("distinct", summary.distinct());
    map.put("sha256", summary.sha256());
    map.put("counters", counters);
    return map;
  }

  private static double rounded(double seconds) {
    return Math.round(seconds * 1000) / 1000.0;
  }
}
