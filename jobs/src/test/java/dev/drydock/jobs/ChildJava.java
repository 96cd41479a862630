package dev.drydock.jobs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Runs a program in a JVM of its own: for what shows only with a jar or a heap as users have it.
 */
public final class ChildJava {
  private ChildJava() {}

  /**
   * The class path of the running test without what a job jar brings itself.
   *
   * @param libraries of others in the jar, by the start of their names, that the engine lacks
   */
  public static String engineClassPath(String... libraries) {
    return classPath(
        entry ->
            !entry.contains("drydock-")
                && !entry.endsWith("classes")
                && Arrays.stream(libraries).noneMatch(library -> entry.contains("/" + library)));
  }

  /** The class path of the running test, whole. */
  public static String classPath() {
    return classPath(entry -> true);
  }

  private static String classPath(Predicate<String> filter) {
    // Surefire may put the whole class path into the manifest of one jar.
    String all =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return Arrays.stream(all.split(":", -1)).filter(filter).collect(Collectors.joining(":"));
  }

  /**
   * Runs {@code java} to its end, prints what it writes to System.err, and returns its exit code.
   */
  public static int run(Path folder, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(arguments);
    Process child = null;
    try {
      child =
          new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
      System.err.print(new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
      return child.waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      child.destroyForcibly();
      throw new IllegalStateException(e);
    }
  }
}
