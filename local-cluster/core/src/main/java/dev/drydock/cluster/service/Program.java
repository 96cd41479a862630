package dev.drydock.cluster.service;

import dev.drydock.cluster.RuntimeName;
import java.util.List;
import java.util.Map;

/** What runs in a process. */
public sealed interface Program {
  /** The name of the process and of its log. */
  String name();

  /** Environment variables besides the launcher's own. */
  Map<String, String> environment();

  /**
   * A main class that runs the daemons named by its arguments in one JVM.
   *
   * <p>The launcher adds the system properties {@code drydock.configuration} (the folder with the
   * generated configuration, which is also at the end of the class path) and {@code drydock.ready}:
   * the program writes that file once all of them answer, under another name first and then
   * renamed.
   *
   * @param heapMegabytes heap of the process that runs all daemons
   * @param options options of the JVM
   */
  record JavaProgram(
      String name,
      RuntimeName runtime,
      String mainClass,
      int heapMegabytes,
      List<String> options,
      Map<String, String> environment)
      implements Program {}

  /** A third-party program, which knows nothing about the launcher. */
  record CommandProgram(String name, List<String> command, Map<String, String> environment)
      implements Program {}
}
