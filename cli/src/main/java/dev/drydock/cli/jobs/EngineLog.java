package dev.drydock.cli.jobs;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Follows the log of an engine's client: the progress of the job, and the ids of its applications.
 */
final class EngineLog {
  private static final Pattern YARN_APPLICATION = Pattern.compile("\\bapplication_\\d+_\\d+\\b");
  private static final Pattern SPARK_APPLICATION =
      Pattern.compile("Connected to Spark cluster with app ID (\\S+)");
  private static final Pattern MAP_REDUCE = Pattern.compile("map (\\d+)% reduce (\\d+)%");
  private static final Pattern SPARK_TASK =
      Pattern.compile("Finished task \\S+ in stage (\\d+)\\.\\d+ .*\\((\\d+)/(\\d+)\\)");
  private static final Pattern SPARK_STATE = Pattern.compile("\\(state: (\\w+)\\)");

  private final Path log;
  private final Set<String> yarnApplications = new LinkedHashSet<>();
  private final Set<String> sparkApplications = new LinkedHashSet<>();
  private final StringBuilder unfinishedLine = new StringBuilder();
  private long position;
  private String progress = "starting";

  EngineLog(Path log) {
    this.log = log;
  }

  /** Reads what has been added since the last call. */
  void read() throws IOException {
    if (!Files.exists(log)) {
      return;
    }
    try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
      byte[] added = new byte[(int) Math.min(1 << 22, file.length() - position)];
      file.seek(position);
      file.readFully(added);
      position += added.length;
      unfinishedLine.append(new String(added, StandardCharsets.UTF_8));
    }
    int end = unfinishedLine.lastIndexOf("\n");
    if (end >= 0) {
      unfinishedLine.substring(0, end).lines().forEach(this::line);
      unfinishedLine.delete(0, end + 1);
    }
  }

  private void line(String line) {
    Matcher matcher = YARN_APPLICATION.matcher(line);
    if (matcher.find()) {
      yarnApplications.add(matcher.group());
    }
    matcher = SPARK_APPLICATION.matcher(line);
    if (matcher.find()) {
      sparkApplications.add(matcher.group(1));
    }
    matcher = MAP_REDUCE.matcher(line);
    if (matcher.find()) {
      progress = "map " + matcher.group(1) + " %, reduce " + matcher.group(2) + " %";
      return;
    }
    matcher = SPARK_TASK.matcher(line);
    if (matcher.find()) {
      progress =
          "stage "
              + matcher.group(1)
              + ", "
              + matcher.group(2)
              + " of "
              + matcher.group(3)
              + " tasks";
      return;
    }
    matcher = SPARK_STATE.matcher(line);
    if (matcher.find()) {
      progress = matcher.group(1).toLowerCase(java.util.Locale.ROOT);
    }
  }

  /** The progress to show to the user while the job runs. */
  String progress() {
    return progress;
  }

  /** Ids of the applications the job has started on YARN. */
  Set<String> yarnApplications() {
    return Set.copyOf(yarnApplications);
  }

  /** Ids of the applications on Spark's own cluster. */
  Set<String> sparkApplications() {
    return Set.copyOf(sparkApplications);
  }
}
