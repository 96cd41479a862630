package dev.drydock.cluster;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A child process that runs a job and writes its output to a log. A shell between the two ends the
 * job as soon as this process is gone, however it was killed. The shell also measures the CPU time
 * of the job with all the processes that the job has waited for.
 */
public final class MeasuredProcess implements AutoCloseable {
  /**
   * {@code read} returns when the pipe from this process closes. The job's own input is empty. $0
   * is the path of the file for the times.
   */
  private static final String SHELL =
      """
      trap '' INT HUP
      exec 3<&0
      "$@" 3<&- </dev/null &
      job=$!
      { read -r _ <&3; kill "$job"; } 2>/dev/null &
      watch=$!
      wait "$job"
      code=$?
      kill "$watch" 2>/dev/null
      times >"$0"
      exit "$code"
      """;

  private static final Pattern TIME = Pattern.compile("(\\d+)m(\\d+[.,]?\\d*)s");
  private static final int SECONDS_TO_END = 10;

  private final Process shell;
  private final Path times;

  public MeasuredProcess(List<String> command, Map<String, String> environment, Path log)
      throws ClusterException {
    times = log.resolveSibling(log.getFileName() + ".times");
    List<String> shellCommand = new ArrayList<>(List.of("/bin/sh", "-c", SHELL, times.toString()));
    shellCommand.addAll(command);
    File output = log.toFile();
    ProcessBuilder builder =
        new ProcessBuilder(shellCommand)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(output));
    builder.environment().putAll(environment);
    try {
      shell = builder.start();
    } catch (IOException e) {
      throw new ClusterException("cannot start " + command.get(0) + ": " + e.getMessage(), e);
    }
  }

  /** Waits at most this long for the job to end; returns whether it has ended. */
  public boolean waitFor(long milliseconds) throws InterruptedException {
    return shell.waitFor(milliseconds, TimeUnit.MILLISECONDS);
  }

  public int exitCode() {
    return shell.exitValue();
  }

  /** The process of the job that runs this program. */
  public Optional<ProcessHandle> find(Path program) throws IOException {
    String file = program.toRealPath().toString();
    return shell
        .descendants()
        .filter(process -> process.info().command().orElse("").equals(file))
        .findFirst();
  }

  /** CPU seconds of the job, once it has ended; empty if the shell could not measure them. */
  public OptionalDouble cpuSeconds() {
    try {
      return cpuSeconds(Files.readString(times));
    } catch (IOException e) {
      return OptionalDouble.empty();
    }
  }

  /**
   * Reads what the POSIX shell's {@code times} prints: user and system time of the shell, then of
   * its children.
   */
  static OptionalDouble cpuSeconds(String times) {
    Matcher matcher = TIME.matcher(times);
    double sum = 0;
    boolean any = false;
    while (matcher.find()) {
      any = true;
      sum +=
          60 * Double.parseDouble(matcher.group(1))
              + Double.parseDouble(matcher.group(2).replace(',', '.'));
    }
    return any ? OptionalDouble.of(sum) : OptionalDouble.empty();
  }

  /** Ends the job if it still runs, and waits for that. */
  @Override
  public void close() {
    // Once the job is gone, nothing tells which processes it started.
    List<ProcessHandle> descendants = shell.descendants().toList();
    try {
      shell.getOutputStream().close();
      if (!shell.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
        endForcibly(descendants);
      }
      Files.deleteIfExists(times);
    } catch (IOException e) {
      endForcibly(descendants);
    } catch (InterruptedException e) {
      endForcibly(descendants);
      Thread.currentThread().interrupt();
    }
    descendants.stream().filter(ProcessHandle::isAlive).forEach(ProcessHandle::destroyForcibly);
  }

  private void endForcibly(List<ProcessHandle> descendants) {
    descendants.forEach(ProcessHandle::destroyForcibly);
    shell.destroyForcibly();
  }
}
