package dev.drydock.terminal;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Writes maps and lists as JSON for other programs to read. */
public final class Json {
  private Json() {}

  /** The value with its members in the order of the map, unknown ones as null. */
  public static String write(Object value) {
    try {
      return JSON.std
          .with(JSON.Feature.PRETTY_PRINT_OUTPUT, JSON.Feature.WRITE_NULL_PROPERTIES)
          .asString(value);
    } catch (IOException e) {
      throw new UncheckedIOException("a value of this program does not fit into JSON", e);
    }
  }
}
