package dev.drydock.storage;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.Map;

/** An array of any length, written as its elements come. */
public final class JsonArray {
  private final PrintStream output;
  private String before;

  /**
   * @param before what stands before its elements, with its bracket
   */
  public JsonArray(PrintStream output, String before) {
    this.output = output;
    this.before = before;
  }

  public void add(Map<String, Object> element) {
    try {
      output.print(before + "\n  " + JSON.std.asString(element));
      before = ",";
    } catch (IOException e) {
      throw new UncheckedIOException("a value cannot be written as JSON", e);
    }
  }

  /** Ends it and the object that it is the first member of. */
  public void end(Map<String, Object> otherMembers) {
    end(",");
    output.println(Console.toJson(otherMembers).substring(1).strip());
  }

  /** Ends it, and the line. */
  public void end(String after) {
    output.println((before.equals(",") ? "\n" : before) + "]" + after);
  }
}
