package dev.drydock.storage;

import java.util.Locale;

/** Byte counts as people read them. */
public final class Sizes {
  private Sizes() {}

  /** In powers of 1024, as in {@code 1.5 MB}. */
  public static String bytes(long bytes) {
    if (bytes < 1024) {
      return bytes + " B";
    }
    double value = bytes;
    int power = 0;
    while (value >= 1024 && power < 5) {
      value /= 1024;
      power++;
    }
    return String.format(
        Locale.ROOT, value < 10 ? "%.1f %sB" : "%.0f %sB", value, " KMGTP".charAt(power));
  }
}
