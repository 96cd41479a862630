package dev.drydock.cli;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * One thing looked at.
 *
 * @param advice what to do, empty if nothing
 */
record Diagnosis(String name, Severity severity, String found, String advice) {
  /** NOTE: something optional is missing, or may become a problem. */
  enum Severity {
    OK,
    NOTE,
    MISSING
  }

  static Diagnosis fine(String name, String found) {
    return new Diagnosis(name, Severity.OK, found, "");
  }

  static Diagnosis note(String name, String found, String advice) {
    return new Diagnosis(name, Severity.NOTE, found, advice);
  }

  static Diagnosis missing(String name, String found, String advice) {
    return new Diagnosis(name, Severity.MISSING, found, advice);
  }

  boolean missing() {
    return severity == Severity.MISSING;
  }

  String line() {
    String label = String.format("%-8s", severity.name().toLowerCase(Locale.ROOT));
    String shown =
        switch (severity) {
          case OK -> Terminal.green(label);
          case NOTE -> Terminal.bold(label);
          case MISSING -> Terminal.red(label);
        };
    return shown + String.format("%-12s ", name) + found + (advice.isEmpty() ? "" : ": " + advice);
  }

  Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("name", name);
    map.put("severity", severity.name().toLowerCase(Locale.ROOT));
    map.put("found", found);
    map.put("advice", advice);
    return map;
  }
}
