package dev.drydock.storage.locations;

import java.util.Locale;

/** The stores there are, by what their URLs begin with. */
public enum Scheme {
  S3,
  GS,
  HDFS,
  FILE;

  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether there are buckets with objects in them, not folders with files. */
  public boolean hasBuckets() {
    return this == S3 || this == GS;
  }
}
