package dev.drydock.storage;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** What a run has done so far; counted by many threads. */
final class Tally {
  final LongAdder plannedObjects = new LongAdder();
  final LongAdder plannedBytes = new LongAdder();
  final LongAdder objects = new LongAdder();
  final LongAdder bytes = new LongAdder();
  final LongAdder skipped = new LongAdder();
  final LongAdder deleted = new LongAdder();
  final LongAdder failed = new LongAdder();

  /** Bytes that an earlier run had sent. */
  final LongAdder resumedBytes = new LongAdder();

  /** Copied without a checksum to compare with, as the store tells none. */
  final LongAdder unverified = new LongAdder();

  /** Copied by the provider itself. */
  final LongAdder serverSide = new LongAdder();

  private final long start = System.nanoTime();
  private volatile boolean planned;

  /** All that is to be done is known now. */
  void planIsWhole() {
    planned = true;
  }

  boolean isPlanWhole() {
    return planned;
  }

  double seconds() {
    return (System.nanoTime() - start) / 1e9;
  }

  /** For other programs to read. */
  Map<String, Object> toMap() {
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
