package dev.drydock.terminal;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Byte counts and times as people write and read them. */
public final class Sizes implements ITypeConverter<Long> {
  private static final Pattern SIZE = Pattern.compile("(\\d{1,12})([kmgt]?)b?");

  /** Reads {@code 1g}, {@code 10m}, {@code 500k} or a plain count; the units are powers of 1024. */
  @Override
  public Long convert(String text) {
    Matcher size = SIZE.matcher(text.toLowerCase(Locale.ROOT));
    if (!size.matches()) {
      throw new TypeConversionException("give a size such as 10m or 1g");
    }
    int power = " kmgt".indexOf(size.group(2).isEmpty() ? " " : size.group(2));
    try {
      return Math.multiplyExact(Long.parseLong(size.group(1)), 1L << (10 * power));
    } catch (ArithmeticException e) {
      throw new TypeConversionException("too large");
    }
  }

  /** A byte count in powers of 1024, as in {@code 1.5 MB}. */
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

  public static String seconds(double seconds) {
    return String.format(Locale.ROOT, "%.1f", seconds);
  }

  public static String uptime(Duration time) {
    long seconds = time.toSeconds();
    if (seconds < 60) {
      return seconds + " s";
    }
    if (seconds < 3600) {
      return seconds / 60 + " min";
    }
    return seconds / 3600 + " h " + seconds / 60 % 60 + " min";
  }
}
