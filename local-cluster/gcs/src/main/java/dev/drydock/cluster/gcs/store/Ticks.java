package dev.drydock.cluster.gcs.store;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** Times that are also generations. */
final class Ticks {
  private final AtomicLong last = new AtomicLong();

  /** Microseconds since 1970. No two calls return the same. */
  long next() {
    Instant now = Instant.now();
    long micros = now.getEpochSecond() * 1_000_000 + now.getNano() / 1000;
    return last.updateAndGet(before -> Math.max(before + 1, micros));
  }
}
