package dev.drydock.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the streams of this process are connected to. */
final class Terminal {
  private Terminal() {}

  static boolean output() {
    return isTerminal(1);
  }

  static boolean errors() {
    return isTerminal(2);
  }

  static boolean colors() {
    return output()
        && System.getenv().getOrDefault("NO_COLOR", "").isEmpty()
        && !"dumb".equals(System.getenv("TERM"));
  }

  /** The text in bold on a terminal that shows colors. */
  static String bold(String text) {
    return colors() ? "\033[1m" + text + "\033[0m" : text;
  }

  static String green(String text) {
    return colors() ? "\033[32m" + text + "\033[0m" : text;
  }

  static String red(String text) {
    return colors() ? "\033[31m" + text + "\033[0m" : text;
  }

  /**
   * Java tells only whether input AND output are a terminal. The script that starts this JVM asks
   * the shell about each and passes the numbers on; without it, Linux tells by the name of the file
   * behind the descriptor.
   */
  private static boolean isTerminal(int descriptor) {
    String told = System.getProperty("drydock.terminals");
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
