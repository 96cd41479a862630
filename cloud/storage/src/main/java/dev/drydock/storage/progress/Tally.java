package dev.drydock.storage.progress;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** What a run has done so far, counted by many threads. */
public final class Tally {
  public final LongAdder plannedObjects = new LongAdder();
  public final LongAdder plannedBytes = new LongAdder();
  public final LongAdder objects = new LongAdder();
  public final LongAdder bytes = new LongAdder();
  public final LongAdder skipped = new LongAdder();
  public final LongAdder deleted = new LongAdder();
  public final LongAdder failed = new LongAdder();

  /** Bytes that an earlier run has sent. */
  public final LongAdder resumedBytes = new LongAdder();

  /** Objects that were copied without a checksum to compare, since the store has none. */
  public final LongAdder unverified = new LongAdder();

  /** Objects that the provider itself copied. */
  public final LongAdder serverSide = new LongAdder();

  private final long start = System.nanoTime();
  private volatile boolean planned;

  /** The plan is complete. */
  public void planIsWhole() {
    planned = true;
  }

  boolean isPlanWhole() {
    return planned;
  }

  public double seconds() {
    return (System.nanoTime() - start) / 1e9;
  }

  /** For other programs to read. */
  public Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("objects", objects.sum());
    map.put("bytes", bytes.sum());
    map.put("skipped", skipped.sum());
    map.put("deleted", deleted.sum());
    map.put("failed", failed.sum());
    map.put("resumedBytes", resumedBytes.sum());
    map.put("serverSide", serverSide.sum());
    map.put("unverified", unverified.sum());
    map.put("seconds", Math.round(seconds() * 1000) / 1000.0);
    return map;
  }
}
