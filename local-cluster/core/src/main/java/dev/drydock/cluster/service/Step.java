package dev.drydock.cluster.service;

import dev.drydock.cluster.service.Program.JavaProgram;
import java.time.Duration;

/** Something to start: a task that ends, or a daemon that stays. */
public sealed interface Step {
  /** Unique in the cluster, such as {@code namenode}. */
  String name();

  Program program();

  /** How long it may take until it has succeeded, or is ready. */
  Duration limit();

  /** A program that must end with exit code 0, such as the creation of a database's tables. */
  record Task(String name, Program program, Duration limit) implements Step {}

  /**
   * A program that stays, or one part of it: daemons of equal Java programs share a process unless
   * each is to have its own. Only daemons whose services depend on each other may share.
   *
   * @param readiness when it can be used
   */
  record Daemon(String name, Program program, Readiness readiness, Duration limit) implements Step {
    /** Slow enough for a busy machine, and the cause of a failure is shown long before. */
    public static final Duration LIMIT = Duration.ofMinutes(3);

    /** A part of a program of ours, which writes a file when it is ready. */
    public static Daemon of(String name, JavaProgram program) {
      return new Daemon(name, program, Readiness.file(), LIMIT);
    }
  }
}
