package dev.drydock.cli.jobs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.stream.Stream;

/** Processes that work for an application on YARN or Spark. */
final class Containers {
  private static final Path PROCESSES = Path.of("/proc");

  private Containers() {}

  /**
   * Whether a process of one of the applications is still alive. Their ids are unique and appear in
   * the command lines. On Linux only: elsewhere there is nothing to wait for, because the CPU time
   * of other processes is not known.
   */
  static boolean running(Collection<String> applications) {
    if (applications.isEmpty() || !Files.isDirectory(PROCESSES)) {
      return false;
    }
    long self = ProcessHandle.current().pid();
    try (Stream<Path> processes = Files.list(PROCESSES)) {
      return processes
          .filter(process -> process.getFileName().toString().matches("\\d+"))
          .filter(process -> !process.endsWith(Long.toString(self)))
          .map(Containers::commandLine)
          .anyMatch(command -> applications.stream().anyMatch(command::contains));
    } catch (IOException e) {
      return false;
    }
  }

  private static String commandLine(Path process) {
    try {
      return new String(
          Files.readAllBytes(process.resolve("cmdline")), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      // It has ended since the listing.
      return "";
    }
  }
}
