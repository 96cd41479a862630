package dev.drydock.storage.console;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.drydock.terminal.Json;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.Map;

/** An array of any length, which is written while its elements come. */
public final class JsonArray {
  private final PrintStream output;
  private String before;

  /**
   * @param before the text before the elements, including the bracket
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

  /** Ends the array and the object whose first member it is. */
  public void end(Map<String, Object> otherMembers) {
    end(",");
    output.println(Json.write(otherMembers).substring(1).strip());
  }

  /** Ends the array and the line. */
  public void end(String after) {
    output.println((before.equals(",") ? "\n" : before) + "]" + after);
  }
}
