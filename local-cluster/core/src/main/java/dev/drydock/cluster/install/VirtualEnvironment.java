package dev.drydock.cluster.install;

import dev.drydock.cluster.ClusterException;
import dev.drydock.cluster.Installation;
import dev.drydock.cluster.state.StateFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * A Python virtual environment with exactly the packages of its requirement files; each line of
 * these pins a version and its hashes. It is made once. Other requirements get another folder.
 *
 * <p>An environment cannot be moved once it is made, so it is made in place. The file {@code
 * complete} in it shows that it was finished.
 */
public final class VirtualEnvironment {
  /**
   * Runs a command and ends it when standard input ends. That happens when the process that started
   * the command ends, however it ends.
   */
  public static final String END_WITH_STARTER =
      "exec 3<&0; \"$@\" </dev/null 3<&- & work=$!; "
          + "{ read -r line <&3; kill $work; } >/dev/null 2>&1 & watch=$!; "
          + "wait $work; code=$?; kill $watch 2>/dev/null; exit $code";

  private static final String CHECK_PYTHON =
      "import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 10))";

  private static final Pattern STEP =
      Pattern.compile("Downloading .*|Building wheel for .* started|Installing collected .*");
  private static final int POLL_MILLIS = 200;

  private final Path directory;
  private final Map<String, String> requirements;
  private final String python;

  /**
   * @param parent the folder of all environments
   * @param requirements the texts of requirement files by name. They are installed one after
   *     another in the map's order, so that the tools that build a package can come before it
   * @param python the interpreter, a command or a path
   */
  VirtualEnvironment(Path parent, String name, Map<String, String> requirements, String python) {
    this.directory = parent.resolve(name + "-" + digest(requirements));
    this.requirements = requirements;
    this.python = python;
  }

  /**
   * The environment of this installation for the requirement files with these names, which are
   * resources of this program.
   */
  public static VirtualEnvironment of(Installation installation, String name, String... files) {
    Map<String, String> texts = new LinkedHashMap<>();
    for (String file : files) {
      try (InputStream text =
          VirtualEnvironment.class.getResourceAsStream("/dev/drydock/cluster/" + file)) {
        texts.put(file, new String(text.readAllBytes(), StandardCharsets.UTF_8));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return new VirtualEnvironment(
        installation.state().resolve("environments"), name, texts, PythonInterpreter.command());
  }

  public Path directory() {
    return directory;
  }

  public boolean exists() {
    return Files.exists(complete());
  }

  /**
   * Makes the environment if it does not exist, and first removes what an interrupted attempt has
   * left. If several processes call this at the same time, one makes it and the others wait.
   *
   * @param progress gets a line for each step
   * @throws ClusterException if there is no suitable Python, or a package cannot be installed; the
   *     message contains pip's reason
   */
  public void make(Consumer<String> progress) throws ClusterException, InterruptedException {
    if (exists()) {
      return;
    }
    try {
      StateFiles.folder(directory.getParent());
      try (FileChannel channel =
              FileChannel.open(
                  sibling(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock lock = channel.lock()) {
        if (lock.isValid() && !exists()) {
          StateFiles.deleteTree(directory);
          install(progress);
          Files.createFile(complete());
        }
      }
    } catch (IOException e) {
      throw new ClusterException("cannot make the Python environment " + directory + ": " + e, e);
    }
  }

  private void install(Consumer<String> progress)
      throws ClusterException, IOException, InterruptedException {
    checkPython();
    progress.accept("making the Python environment " + directory);
    // Scripts of an environment contain its path, which must not be a link that may go away.
    Path real = directory.getParent().toRealPath().resolve(directory.getFileName());
    run(List.of(python, "-m", "venv", real.toString()), progress);
    Path temporary = Files.createDirectory(directory.resolve("tmp"));
    for (Map.Entry<String, String> file : requirements.entrySet()) {
      Path list = Files.writeString(directory.resolve(file.getKey()), file.getValue());
      run(
          List.of(
              real.resolve("bin/python").toString(),
              "-m",
              "pip",
              "install",
              "--disable-pip-version-check",
              "--no-input",
              "--no-cache-dir",
              "--progress-bar=off",
              "--no-build-isolation",
              "--require-hashes",
              "--requirement=" + list),
          progress);
    }
    StateFiles.deleteTree(temporary);
  }

  private void checkPython() throws ClusterException, InterruptedException {
    int code;
    try {
      code =
          new ProcessBuilder(python, "-c", CHECK_PYTHON)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor();
    } catch (IOException e) {
      throw new ClusterException(
          python + " was not found: install Python 3.10 or newer with its venv module", e);
    }
    if (code != 0) {
      throw new ClusterException(
          python
              + " is older than 3.10 or lacks venv: install Python 3.10 or newer with its venv"
              + " module (python3-venv on Debian)");
    }
  }

  private void run(List<String> command, Consumer<String> progress)
      throws ClusterException, IOException, InterruptedException {
    List<String> guarded = new ArrayList<>(List.of("sh", "-c", END_WITH_STARTER, "drydock"));
    guarded.addAll(command);
    ProcessBuilder builder = new ProcessBuilder(guarded).redirectErrorStream(true);
    // Temporary files are kept inside the folder that the next attempt removes.
    builder.environment().put("TMPDIR", directory.resolve("tmp").toString());
    Process process = builder.start();
    List<String> output = new CopyOnWriteArrayList<>();
    Thread reader = new Thread(() -> process.inputReader().lines().forEach(output::add), "pip");
    reader.start();
    try {
      int shown = 0;
      boolean ended;
      do {
        reader.join(POLL_MILLIS);
        // Checked before the lines are shown, so that lines printed just before the end are shown
        // too.
        ended = !reader.isAlive();
        for (; shown < output.size(); shown++) {
          show(output.get(shown).strip(), progress);
        }
      } while (!ended);
      if (process.waitFor() != 0) {
        throw new ClusterException(
            "the Python environment " + directory + " could not be made: " + reason(output));
      }
    } finally {
      process.getOutputStream().close();
    }
  }

  private static void show(String line, Consumer<String> progress) {
    if (STEP.matcher(line).matches()) {
      progress.accept(line);
    }
  }

  private static String reason(List<String> output) {
    return output.stream()
        .filter(line -> line.startsWith("ERROR:"))
        .findFirst()
        .orElse(output.isEmpty() ? "no output" : output.get(output.size() - 1));
  }

  private static String digest(Map<String, String> requirements) {
    try {
      byte[] text = String.join("\n", requirements.values()).getBytes(StandardCharsets.UTF_8);
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text);
      return HexFormat.of().formatHex(digest, 0, 6);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private Path complete() {
    return directory.resolve("complete");
  }

  private Path sibling(String suffix) {
    return directory.resolveSibling(directory.getFileName() + suffix);
  }
}
