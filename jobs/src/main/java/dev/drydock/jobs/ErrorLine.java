package dev.drydock.jobs;

/** Reduces an error to one line: messages of libraries continue with stack traces and advice. */
public final class ErrorLine {
  private ErrorLine() {}

  /** The first line of a failure's message, or the name of its class if it has no message. */
  public static String of(Throwable failure) {
    String message = failure.getMessage();
    return message == null ? failure.toString() : message.lines().findFirst().orElse("");
  }
}
