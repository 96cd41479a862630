package dev.drydock.cluster.service;

import dev.drydock.cluster.service.Program.JavaProgram;
import java.time.Duration;

/** Something to start: a task that ends, or a daemon that stays. */
public sealed interface Step {
  /** Unique in the cluster, such as {@code namenode}. */
  String name();

  Program program();

  /** How long a task may take to succeed, or a daemon to become ready. */
  Duration limit();

  /** A program that must end with exit code 0, such as one that creates a database's tables. */
  record Task(String name, Program program, Duration limit) implements Step {}

  /**
   * A program that keeps running, or one part of it: daemons of equal Java programs share a process
   * unless the cluster runs with separate processes. Only daemons whose services depend on each
   * other may share one.
   *
   * @param readiness when it can be used
   */
  record Daemon(String name, Program program, Readiness readiness, Duration limit) implements Step {
    /**
     * Long enough for a busy machine. A daemon that fails ends, and its error is shown, long before
     * that.
     */
    public static final Duration LIMIT = Duration.ofMinutes(3);

    /** A part of one of Drydock's own programs, which writes a file when it is ready. */
    public static Daemon of(String name, JavaProgram program) {
      return new Daemon(name, program, Readiness.file(), LIMIT);
    }
  }
}
