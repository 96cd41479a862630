package dev.drydock.storage;

import dev.drydock.cluster.LocalCluster;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** The program, in a JVM of its own, on the services of a cluster. */
final class StorageProcess {
  private static final int MINUTES = 5;
  private static final int HEAP = 256;
  private static final Pattern PROGRESS = Pattern.compile("\\[[#.]*] |\\d+ of \\d+\\+? objects ");
  private static final Path NO_INPUT = Path.of("/dev/null");

  /** The running sessions, by their settings. */
  private static final Map<List<Object>, StorageSession> SESSIONS = new HashMap<>();

  private final Path state;
  private final Map<String, String> environment;
  private final int heap;

  StorageProcess(Path state, LocalCluster cluster) throws Exception {
    this(state, cluster.environment(), HEAP);
  }

  private StorageProcess(Path state, Map<String, String> environment, int heap) {
    this.state = state;
    this.environment = environment;
    this.heap = heap;
  }

  /** The same with another setting. */
  StorageProcess with(String variable, String value) {
    Map<String, String> changed = new TreeMap<>(environment);
    changed.put(variable, value);
    return new StorageProcess(state, changed, heap);
  }

  /** The same with less memory than the command gives it. */
  StorageProcess withHeap(int megabytes) {
    return new StorageProcess(state, environment, megabytes);
  }

  /** How the program ended and what it printed. */
  record Outcome(int exitCode, String output, String errors) {
    private Outcome withOutput(String read) {
      return new Outcome(exitCode, read, errors);
    }

    /** Without the lines that show progress, which a slow machine prints. */
    String problems() {
      return errors
          .lines()
          .filter(line -> !PROGRESS.matcher(line).lookingAt())
          .reduce("", (all, line) -> all + line + "\n");
    }
  }

  /** Runs it in a JVM that is shared by all commands with these settings. */
  Outcome run(String... arguments) throws IOException {
    Path output = Files.createTempFile("storage", ".out");
    try {
      return run(NO_INPUT, output, arguments).withOutput(Files.readString(output));
    } finally {
      Files.delete(output);
    }
  }

  /** The same with standard input from a file and standard output to one, which is not read. */
  Outcome run(Path input, Path output, String... arguments) throws IOException {
    Path errors = Files.createTempFile("storage", ".err");
    try {
      int exitCode = session().run(state, input, output, errors, arguments);
      return new Outcome(exitCode, "", Files.readString(errors));
    } finally {
      Files.delete(errors);
    }
  }

  private StorageSession session() throws IOException {
    synchronized (SESSIONS) {
      List<Object> settings = List.of(environment, heap);
      StorageSession session = SESSIONS.get(settings);
      if (session == null) {
        session = new StorageSession(builder(List.of(), StorageSession.class));
        SESSIONS.put(settings, session);
      }
      return session;
    }
  }

  /** Ends the JVMs that wait for commands. */
  static void endSessions() throws IOException {
    synchronized (SESSIONS) {
      for (StorageSession session : SESSIONS.values()) {
        session.close();
      }
      SESSIONS.clear();
    }
  }

  /** Runs it as a user does, in a JVM of its own. */
  Outcome runAlone(String... arguments) throws IOException, InterruptedException {
    return runAlone(List.of(), arguments);
  }

  /** Runs it with a limit on the size of files (setrlimit(2)), as on a disk that is full. */
  Outcome runWithFilesUpTo(int megabytes, String... arguments)
      throws IOException, InterruptedException {
    // In the units of the shell's ulimit -f, 512 bytes (POSIX).
    String limit = "ulimit -f " + megabytes * 2048 + " && exec \"$@\"";
    return runAlone(List.of("sh", "-c", limit, "sh"), arguments);
  }

  private Outcome runAlone(List<String> launcher, String... arguments)
      throws IOException, InterruptedException {
    Path output = Files.createTempFile("storage", ".out");
    Path errors = Files.createTempFile("storage", ".err");
    Process process =
        start(builder(launcher, Storage.class, arguments), Redirect.PIPE, output, errors);
    try {
      if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
        throw new IllegalStateException("takes too long:\n" + Files.readString(errors));
      }
      return new Outcome(process.exitValue(), Files.readString(output), Files.readString(errors));
    } finally {
      process.destroyForcibly();
      Files.delete(output);
      Files.delete(errors);
    }
  }

  /** Starts it in a JVM of its own, which may be killed. */
  Process start(Path output, Path errors, String... arguments) throws IOException {
    return start(builder(List.of(), Storage.class, arguments), Redirect.PIPE, output, errors);
  }

  private static Process start(ProcessBuilder builder, Redirect input, Path output, Path errors)
      throws IOException {
    return builder
        .redirectInput(input)
        .redirectOutput(output.toFile())
        .redirectError(errors.toFile())
        .start();
  }

  private ProcessBuilder builder(List<String> launcher, Class<?> main, String... arguments) {
    List<String> command = new ArrayList<>();
    // Tests that run in the background ignore SIGINT, and so would their children.
    if (System.getProperty("os.name").equals("Linux")) {
      command.addAll(List.of("env", "--default-signal=INT"));
    }
    command.addAll(launcher);
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xmx" + heap + "m",
            "-Ddrydock.state=" + state,
            "-cp",
            System.getProperty("java.class.path"),
            main.getName()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder
        .environment()
        .keySet()
        .removeIf(name -> name.startsWith("AWS_") || name.startsWith("GOOGLE_"));
    builder.environment().putAll(environment);
    return builder;
  }
}
