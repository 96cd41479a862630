package dev.drydock.cli.services;

import dev.drydock.cluster.Requirement;
import dev.drydock.terminal.Terminal;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The result of one check.
 *
 * @param advice what to do, empty if nothing
 */
record Finding(String name, Severity severity, String found, String advice) {
  /** NOTE: something optional is missing, or may become a problem. */
  enum Severity {
    OK,
    NOTE,
    MISSING
  }

  /**
   * @param asked whether the user has named the service that needs this
   */
  static Finding of(Requirement requirement, boolean asked) {
    return switch (requirement.state()) {
      case MET -> fine(requirement.name(), requirement.found());
      case WRONG -> missing(requirement.name(), requirement.found(), requirement.advice());
      case ABSENT ->
          asked
              ? missing(requirement.name(), requirement.found(), requirement.advice())
              : note(requirement.name(), requirement.found(), requirement.advice());
    };
  }

  static Finding fine(String name, String found) {
    return new Finding(name, Severity.OK, found, "");
  }

  static Finding note(String name, String found, String advice) {
    return new Finding(name, Severity.NOTE, found, advice);
  }

  static Finding missing(String name, String found, String advice) {
    return new Finding(name, Severity.MISSING, found, advice);
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
