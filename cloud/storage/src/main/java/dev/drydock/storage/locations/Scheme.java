package dev.drydock.storage.locations;

import java.util.Locale;

/** The kinds of stores, by the schemes of their URLs. */
public enum Scheme {
  S3,
  GS,
  HDFS,
  FILE;

  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether it has buckets with objects, instead of folders with files. */
  public boolean hasBuckets() {
    return this == S3 || this == GS;
  }
}
