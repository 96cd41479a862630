package dev.drydock.cluster.service;

import java.time.Duration;

/**
 * A program that stays, or one part of it: daemons of equal Java programs share a process unless
 * each is to have its own. Only daemons whose services depend on each other may share.
 *
 * @param readiness when it can be used
 */
public record Daemon(String name, Program program, Readiness readiness, Duration limit)
    implements Step {
  /** Slow enough for a busy machine, and the cause of a failure is shown long before. */
  public static final Duration LIMIT = Duration.ofMinutes(3);

  /** A part of a program of ours, which writes a file when it is ready. */
  public static Daemon of(String name, JavaProgram program) {
    return new Daemon(name, program, Readiness.file(), LIMIT);
  }
}
