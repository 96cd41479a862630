package dev.drydock.cluster.service;

import dev.drydock.cluster.RuntimeName;
import java.util.List;
import java.util.Map;

/** What runs in a process. */
public sealed interface Program {
  /** The name of the process and of its log. */
  String name();

  /** Variables besides the launcher's own. */
  Map<String, String> environment();

  /**
   * A main class that runs any of its daemons, whose names are its arguments, in one JVM.
   *
   * <p>The launcher adds the system properties {@code drydock.configuration} (the folder with the
   * generated configuration, which is also at the end of the class path) and {@code drydock.ready}:
   * the program writes that file once all of them answer, under another name first and then
   * renamed.
   *
   * @param heapMegabytes of the process that has all daemons
   * @param options of the JVM
   */
  record JavaProgram(
      String name,
      RuntimeName runtime,
      String mainClass,
      int heapMegabytes,
      List<String> options,
      Map<String, String> environment)
      implements Program {}

  /** A program of other people's, which knows nothing of the launcher. */
  record CommandProgram(String name, List<String> command, Map<String, String> environment)
      implements Program {}
}
