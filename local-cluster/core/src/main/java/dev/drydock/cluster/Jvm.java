package dev.drydock.cluster;

import dev.drydock.cluster.runtime.ClassArchive;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The command line of a child JVM: quick to start, small, and with shared class data if its class
 * path has an archive. Every method returns a changed copy.
 */
public final class Jvm {
  private final List<Path> classPath;
  private final List<String> options;
  private final String mainClass;
  private final List<String> arguments;

  private Jvm(
      List<Path> classPath, List<String> options, String mainClass, List<String> arguments) {
    this.classPath = List.copyOf(classPath);
    this.options = List.copyOf(options);
    this.mainClass = mainClass;
    this.arguments = List.copyOf(arguments);
  }

  /** A JVM on the jars of a runtime that runs {@code mainClass}. */
  public static Jvm of(Installation installation, RuntimeName runtime, String mainClass)
      throws ClusterException {
    String who = mainClass.substring(mainClass.lastIndexOf('.') + 1);
    List<String> options = new ArrayList<>(new ClassArchive(installation, runtime).options(who));
    options.addAll(moduleOptions());
    return new Jvm(installation.classPath(runtime), options, mainClass, List.of())
        .option("-XX:+UseSerialGC")
        .option("-XX:TieredStopAtLevel=1");
  }

  /**
   * Makes the archive that {@link #of} lets the JVMs of a runtime share, if it does not exist. That
   * takes half a minute, once for a JDK and the runtime's jars. Without it a JVM only starts more
   * slowly.
   */
  public static void shareClasses(
      Installation installation, RuntimeName runtime, Consumer<String> progress)
      throws ClusterException, InterruptedException {
    new ClassArchive(installation, runtime).make(progress);
  }

  /**
   * Allows what the engines' libraries do at their start: loading native code (JEP 472) and using
   * memory through {@code sun.misc.Unsafe} (JEP 498). JDK 24 and newer print several lines of
   * warnings about both. Older JDKs do not know the second option.
   */
  public static List<String> moduleOptions() {
    return Runtime.version().feature() < 24
        ? List.of()
        : List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow");
  }

  /** Adds a jar or a folder, such as a configuration, at the end. An archive stays usable. */
  public Jvm append(Path entry) {
    return new Jvm(
        Stream.concat(classPath.stream(), Stream.of(entry)).toList(),
        options,
        mainClass,
        arguments);
  }

  /** The largest heap. */
  public Jvm heap(int megabytes) {
    return option("-Xmx" + megabytes + "m");
  }

  public Jvm property(String key, Object value) {
    return option("-D" + key + "=" + value);
  }

  public Jvm option(String option) {
    return new Jvm(
        classPath,
        Stream.concat(options.stream(), Stream.of(option)).toList(),
        mainClass,
        arguments);
  }

  public Jvm arguments(List<String> more) {
    return new Jvm(
        classPath, options, mainClass, Stream.concat(arguments.stream(), more.stream()).toList());
  }

  /** What {@link ProcessBuilder} takes. */
  public List<String> command() {
    List<String> command = new ArrayList<>();
    command.add(Installation.java().toString());
    command.addAll(options);
    command.add("-cp");
    command.add(
        classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
    command.add(mainClass);
    command.addAll(arguments);
    return List.copyOf(command);
  }
}
