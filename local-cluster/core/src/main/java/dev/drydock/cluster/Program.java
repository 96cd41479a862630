package dev.drydock.cluster;

import java.util.Map;

/**
 * What runs in a process. Roles of programs with an equal name share a process unless each daemon
 * is to have its own.
 */
sealed interface Program permits JavaProgram, HttpProgram {
  String name();

  /** Variables besides the launcher's own. */
  Map<String, String> environment();
}
