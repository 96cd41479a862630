package dev.drydock.cli.tools;

import dev.drydock.terminal.CommandFailure;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs a program with the streams of this one. */
final class Inheritance {
  private static final int SECONDS_TO_END = 30;

  private Inheritance() {}

  /**
   * Waits for it to end and returns its exit code. Ctrl-C also reaches it through the terminal. It
   * decides what to do then, so this method waits in that case too.
   */
  static int run(List<String> command, Map<String, String> environment)
      throws CommandFailure, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
    builder.environment().putAll(environment);
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      throw CommandFailure.failed("cannot start " + command.get(0) + ": " + e.getMessage(), e);
    }
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      if (!process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
      throw e;
    }
  }
}
