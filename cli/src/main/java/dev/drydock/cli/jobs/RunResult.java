package dev.drydock.cli.jobs;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What one run took and gave.
 *
 * @param cpuSeconds of the run's processes, the cluster's part included; null where the platform
 *     cannot tell
 * @param words the sum of the counts; null, as what follows, for a user's own job, whose result may
 *     be anything
 * @param distinct the number of lines
 * @param sha256 of the lines, sorted by their bytes
 */
record RunResult(
    String engine,
    String input,
    String output,
    double wallSeconds,
    Double cpuSeconds,
    Long words,
    Long distinct,
    String sha256) {

  Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("engine", engine);
    map.put("input", input);
    map.put("output", output);
    map.put("wallSeconds", rounded(wallSeconds));
    map.put("cpuSeconds", cpuSeconds == null ? null : rounded(cpuSeconds));
    map.put("words", words);
    map.put("distinct", distinct);
    map.put("sha256", sha256);
    return map;
  }

  private static double rounded(double seconds) {
    return Math.round(seconds * 1000) / 1000.0;
  }
}
