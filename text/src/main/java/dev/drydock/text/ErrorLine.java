package dev.drydock.text;

/** Makes the one line of an error: libraries' messages go on with traces and advice. */
public final class ErrorLine {
  private ErrorLine() {}

  /** The first line of a failure's message; what it is where it has none. */
  public static String of(Throwable failure) {
    String message = failure.getMessage();
    return message == null ? failure.toString() : message.lines().findFirst().orElse("");
  }
}
