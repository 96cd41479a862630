package dev.drydock.cluster.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** What the operating system knows about processes. */
public final class ProcessTable {
  /** USER_HZ, which Linux fixes at 100 towards user space on every architecture Java runs on. */
  private static final double TICKS_PER_SECOND = 100;

  /**
   * Two readings of one start time differ by at most this much: Linux gives it relative to a clock
   * that is adjusted.
   */
  private static final Duration START_TOLERANCE = Duration.ofSeconds(2);

  private ProcessTable() {}

  /** The living process with this number and start time, not a later one that reuses the number. */
  public static Optional<ProcessHandle> find(long pid, Instant start) {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .filter(
            handle ->
                handle
                    .info()
                    .startInstant()
                    .map(s -> Duration.between(s, start).abs().compareTo(START_TOLERANCE) <= 0)
                    .orElse(false));
  }

  /**
   * CPU seconds of a process, its living descendants and the children that have ended. Without
   * {@code /proc}, only those of living processes.
   */
  public static double cpuSeconds(ProcessHandle handle) {
    return Stream.concat(Stream.of(handle), handle.descendants())
        .mapToDouble(ProcessTable::ownCpuSeconds)
        .sum();
  }

  private static double ownCpuSeconds(ProcessHandle handle) {
    Path stat = Path.of("/proc", String.valueOf(handle.pid()), "stat");
    try {
      String line = Files.readString(stat, StandardCharsets.ISO_8859_1);
      // proc(5): utime, stime, cutime, cstime are fields 14 to 17; field 2 is a name in parentheses
      // which may hold spaces, and the state, field 3, follows it.
      String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
      long ticks = 0;
      for (int field = 14; field <= 17; field++) {
        ticks += Long.parseLong(fields[field - 3]);
      }
      return ticks / TICKS_PER_SECOND;
    } catch (IOException e) {
      return handle.info().totalCpuDuration().orElse(Duration.ZERO).toMillis() / 1000.0;
    }
  }

  /** Memory in use, or 0 if the process is gone. */
  public static long residentBytes(long pid) {
    try {
      Path status = Path.of("/proc", String.valueOf(pid), "status");
      if (Files.exists(status)) {
        return Files.readAllLines(status, StandardCharsets.ISO_8859_1).stream()
            .filter(line -> line.startsWith("VmRSS:"))
            .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("[^0-9]", "")))
            .sum();
      }
      if (Files.exists(Path.of("/proc"))) {
        return 0;
      }
      Process ps = new ProcessBuilder("ps", "-o", "rss=", "-p", String.valueOf(pid)).start();
      String kilobytes = new String(ps.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      return kilobytes.isBlank() ? 0 : 1024 * Long.parseLong(kilobytes.strip());
    } catch (IOException e) {
      return 0;
    }
  }

  /** Ends processes: asks them to end, waits, then kills them. */
  public static void end(Collection<ProcessHandle> handles, Duration patience) {
    handles.forEach(ProcessHandle::destroy);
    if (!awaitEnd(handles, patience)) {
      handles.forEach(ProcessHandle::destroyForcibly);
      awaitEnd(handles, Duration.ofSeconds(10));
    }
  }

  /**
   * Waits and ignores interrupts, because ending must not stop halfway; returns whether all have
   * ended.
   */
  private static boolean awaitEnd(Collection<ProcessHandle> handles, Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    boolean interrupted = false;
    for (ProcessHandle handle : handles) {
      while (handle.isAlive() && System.nanoTime() < deadline) {
        try {
          TimeUnit.MILLISECONDS.sleep(20);
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return handles.stream().noneMatch(ProcessHandle::isAlive);
  }
}
