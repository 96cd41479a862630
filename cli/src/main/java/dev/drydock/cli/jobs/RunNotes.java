package dev.drydock.cli.jobs;

import dev.drydock.cluster.LocalCluster;
import dev.drydock.jobs.Counters;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What a successful job reported.
 *
 * @param notes about its input
 * @param counters by name
 */
record RunNotes(List<String> notes, Map<String, Long> counters) {
  private static final Pattern NOTE = Pattern.compile("(?m)^malformed UTF-8: .*$");

  /** Reads the client's log and, if the driver runs inside YARN, the containers' logs. */
  static RunNotes of(Path log, EngineLog engineLog, LocalCluster cluster) {
    RunNotes client = in(List.of(log));
    return client.notes.isEmpty() && client.counters.isEmpty()
        ? in(TaskLogs.of(cluster.directory(), engineLog.yarnApplications()))
        : client;
  }

  /** Each note once, and the counters of the last log that has any. */
  static RunNotes in(List<Path> logs) {
    Set<String> notes = new LinkedHashSet<>();
    Map<String, Long> counters = Map.of();
    for (Path log : logs) {
      String text = TaskLogs.text(log);
      NOTE.matcher(text).results().map(MatchResult::group).forEach(notes::add);
      counters = Counters.find(text).<Map<String, Long>>map(Counters::values).orElse(counters);
    }
    return new RunNotes(List.copyOf(notes), counters);
  }
}
