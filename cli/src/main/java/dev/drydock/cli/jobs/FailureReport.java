package dev.drydock.cli.jobs;

import dev.drydock.cluster.LocalCluster;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Why an engine failed, according to its logs.
 *
 * @param engine the engine that failed
 * @param cause the most likely reason, one line
 * @param split what the failed task was reading, if a log says
 * @param logs logs with more details, the most useful first
 */
record FailureReport(String engine, String cause, Optional<String> split, List<Path> logs) {
  /**
   * The text right before the exception of a task, in the logs of containers, LocalJobRunner and
   * executors.
   */
  private static final Pattern TASK_FAILURE =
      Pattern.compile(
          "Exception running child : "
              + "|Error running child : "
              + "|LocalJobRunner[^\n]*job_local\\w+\n"
              + "|Exception in task [^\n]*\n");

  /** How the client reports a failed task, a failed job, or its own end. */
  private static final Pattern CLIENT_FAILURE =
      Pattern.compile(
          "Status : FAILED\n(?:Error: )?"
              + "|Lost task [^\n]*?executor \\w+\\): "
              + "|Application application_\\w+ failed [^\n]*?due to "
              + "|User class threw exception: "
              + "|Exception in thread \"[^\"\n]*\" ");

  private static final Pattern SPLIT =
      Pattern.compile("(?:Processing split: |[Ii]nput split: )(?:Paths:)?([^\n]+)");
  private static final Pattern SPARK_TASK = Pattern.compile("\\(TID \\d+\\)");
  private static final Pattern CAUSED_BY = Pattern.compile("^Caused by: (.+)$");

  /** Drydock's reader names the file in its message; the exception that it wraps does not. */
  private static final Pattern NAMES_THE_FILE =
      Pattern.compile("the compressed data ends too early|cannot be decompressed: ");

  /** The operating system's messages when nothing more can be written: ENOSPC, EDQUOT, EFBIG. */
  private static final Pattern NO_SPACE =
      Pattern.compile("(No space left on device|Disk quota exceeded|File too large)$");

  /** Wrappers that say less than what they wrap. */
  private static final Pattern WRAPPER =
      Pattern.compile(
          "^(?:java\\.lang\\.Exception"
              + "|java\\.util\\.concurrent\\.ExecutionException"
              + "|java\\.lang\\.reflect\\.InvocationTargetException"
              + "|java\\.lang\\.reflect\\.UndeclaredThrowableException"
              + "|org\\.apache\\.spark\\.SparkException): (?=[\\w.$]+(?:Exception|Error)\\b)");

  /** Reads the logs of a run that failed. */
  static FailureReport read(
      RunRequest request, Path clientLog, EngineLog engineLog, LocalCluster cluster) {
    List<Path> taskLogs = new ArrayList<>();
    for (Set<String> applications :
        List.of(engineLog.yarnApplications(), engineLog.sparkApplications())) {
      taskLogs.addAll(TaskLogs.of(cluster.directory(), applications));
    }
    return of(request.engine(), clientLog, taskLogs);
  }

  static FailureReport of(String engine, Path clientLog, List<Path> taskLogs) {
    List<Path> all = new ArrayList<>(taskLogs);
    all.add(clientLog);
    for (Pattern marker : List.of(TASK_FAILURE, CLIENT_FAILURE)) {
      for (Path log : all) {
        String text = TaskLogs.text(log);
        Matcher failure = marker.matcher(text);
        if (failure.find()) {
          return new FailureReport(
              engine,
              cause(text.substring(failure.end())),
              split(text.substring(0, failure.start()), failure.group()),
              log.equals(clientLog) ? List.of(clientLog) : List.of(log, clientLog));
        }
      }
    }
    return new FailureReport(
        engine, lastWords(TaskLogs.text(clientLog)), Optional.empty(), List.of(clientLog));
  }

  /** The probable cause, then the logs to read. */
  String text() {
    StringBuilder text = new StringBuilder(engine + " failed: " + cause);
    if (NO_SPACE.matcher(cause).find()) {
      text.append(": free some space, or write to another disk");
    }
    split.ifPresent(value -> text.append("\n  input split: ").append(value));
    for (Path log : logs) {
      text.append("\n  log: ").append(log);
    }
    return text.toString();
  }

  /** The innermost of the exceptions whose stack trace the text begins with. */
  private static String cause(String text) {
    String cause = "";
    for (String line : text.lines().toList()) {
      Matcher causedBy = CAUSED_BY.matcher(line);
      if (cause.isEmpty()) {
        cause = line;
      } else if (causedBy.matches()) {
        if (!NAMES_THE_FILE.matcher(cause).find()) {
          cause = causedBy.group(1);
        }
      } else if (!line.startsWith("\t") && !line.startsWith(" ")) {
        break;
      }
    }
    return unwrapped(cause);
  }

  private static String unwrapped(String exception) {
    String text = exception;
    while (WRAPPER.matcher(text).find()) {
      text = WRAPPER.matcher(text).replaceFirst("");
    }
    return text.strip();
  }

  /**
   * An executor runs several tasks at once and numbers them; in other logs there is one task at a
   * time.
   */
  private static Optional<String> split(String before, String failure) {
    Matcher task = SPARK_TASK.matcher(failure);
    Pattern split =
        task.find()
            ? Pattern.compile(Pattern.quote(task.group()) + " input split: (?:Paths:)?(.+)")
            : SPLIT;
    return split.matcher(before).results().map(match -> match.group(1).strip()).reduce((a, b) -> b);
  }

  /** What a program printed before it ended: its first error, or else its last line. */
  private static String lastWords(String text) {
    List<String> lines =
        text.lines()
            .filter(line -> !line.isBlank() && !line.startsWith("\t") && !line.startsWith(" "))
            .toList();
    return lines.stream()
        .filter(line -> line.contains("ERROR") || line.matches("[\\w.$]+(Exception|Error): .*"))
        .findFirst()
        .or(() -> lines.stream().reduce((a, b) -> b))
        .map(FailureReport::unwrapped)
        .orElse("it printed nothing");
  }
}
