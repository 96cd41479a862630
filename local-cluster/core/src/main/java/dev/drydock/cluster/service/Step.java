package dev.drydock.cluster.service;

import java.time.Duration;

/** Something to start: a task that ends, or a daemon that stays. */
public sealed interface Step permits Task, Daemon {
  /** Unique in the cluster, such as {@code namenode}. */
  String name();

  Program program();

  /** How long it may take until it has succeeded, or is ready. */
  Duration limit();
}
