package dev.drydock.cluster.service;

import java.util.Map;

/** What runs in a process. */
public sealed interface Program permits JavaProgram, CommandProgram {
  /** The name of the process and of its log. */
  String name();

  /** Variables besides the launcher's own. */
  Map<String, String> environment();
}
