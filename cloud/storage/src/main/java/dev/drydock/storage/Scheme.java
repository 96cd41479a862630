package dev.drydock.storage;

import java.util.Locale;

/** The stores there are, by what their URLs begin with. */
enum Scheme {
  S3,
  GS,
  HDFS,
  FILE;

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether there are buckets with objects in them, not folders with files. */
  boolean hasBuckets() {
    return this == S3 || this == GS;
  }
}
