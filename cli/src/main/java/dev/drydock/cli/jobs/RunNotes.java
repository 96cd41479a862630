package dev.drydock.cli.jobs;

import dev.drydock.cluster.LocalCluster;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a job said about its input on the way to success. */
final class RunNotes {
  private static final Pattern NOTE = Pattern.compile("(?m)^malformed UTF-8: .*$");

  private RunNotes() {}

  /** From the client's log and, for a driver inside YARN, from the containers'. */
  static List<String> of(Path log, EngineLog engineLog, LocalCluster cluster) {
    Set<String> notes = new LinkedHashSet<>(in(TaskLogs.text(log)));
    if (notes.isEmpty()) {
      for (Path taskLog : TaskLogs.of(cluster.directory(), engineLog.yarnApplications())) {
        notes.addAll(in(TaskLogs.text(taskLog)));
      }
    }
    return List.copyOf(notes);
  }

  static List<String> in(String text) {
    List<String> notes = new ArrayList<>();
    Matcher matcher = NOTE.matcher(text);
    while (matcher.find()) {
      notes.add(matcher.group());
    }
    return notes;
  }
}
