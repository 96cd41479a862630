package dev.drydock.terminal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Help.Ansi.Style;

/** Whether the streams of this process are terminals, and how that changes a text. */
public final class Terminal {
  /**
   * Names the descriptors of this process that are terminals, such as {@code 12}. Java tells only
   * whether input and output both are, so the script that starts the command asks the shell, and
   * the command passes the answer on to the programs that it starts.
   */
  public static final String PROPERTY = "drydock.terminals";

  private static final int DEFAULT_COLUMNS = 80;

  private Terminal() {}

  /** Whether standard output is a terminal. */
  public static boolean output() {
    return isTerminal(1);
  }

  /** Whether standard error is a terminal. */
  public static boolean errors() {
    return isTerminal(2);
  }

  /** The value of {@link #PROPERTY} for a child that inherits the streams of this process. */
  public static String descriptors() {
    return (output() ? "1" : "") + (errors() ? "2" : "");
  }

  /** The width to which a line of progress is cut. */
  public static int columns() {
    try {
      return Integer.parseInt(System.getenv().getOrDefault("COLUMNS", ""));
    } catch (NumberFormatException e) {
      return DEFAULT_COLUMNS;
    }
  }

  /** The text in bold on a terminal that shows colors. */
  public static String bold(String text) {
    return styled(text, Style.bold);
  }

  /** The text in green on a terminal that shows colors. */
  public static String green(String text) {
    return styled(text, Style.fg_green);
  }

  /** The text in red on a terminal that shows colors. */
  public static String red(String text) {
    return styled(text, Style.fg_red);
  }

  private static String styled(String text, Style style) {
    return colors() ? style.on() + text + Style.reset.on() : text;
  }

  private static boolean colors() {
    return output()
        && System.getenv().getOrDefault("NO_COLOR", "").isEmpty()
        && !"dumb".equals(System.getenv("TERM"));
  }

  /** Without the property, Linux tells by the name of the file behind the descriptor. */
  private static boolean isTerminal(int descriptor) {
    String told = System.getProperty(PROPERTY);
    if (told != null) {
      return told.contains(Integer.toString(descriptor));
    }
    try {
      Path target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor));
      return target.startsWith("/dev/pts") || target.toString().startsWith("/dev/tty");
    } catch (IOException e) {
      return false;
    }
  }
}
