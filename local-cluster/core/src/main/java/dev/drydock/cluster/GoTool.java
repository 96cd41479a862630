package dev.drydock.cluster;

import dev.drydock.cluster.install.VirtualEnvironment;
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
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A program of a Go module. The Go on the PATH builds it, once for each version, and checks the
 * module's bytes against Go's checksum database.
 */
public final class GoTool {
  private static final int TELL_SECONDS = 5;

  private final String name;

  /** As {@code go install} takes it: {@code module@version}. */
  private final String module;

  private final Path directory;

  private GoTool(String name, String module, Path directory) {
    this.name = name;
    this.module = module;
    this.directory = directory;
  }

  /**
   * @param name the name of the program, and of the file that names its module: {@code
   *     fake-gcs-server}
   */
  public static GoTool of(Installation installation, String name) {
    String module = module(name + ".txt");
    String version = module.substring(module.indexOf('@') + 1);
    return new GoTool(
        name, module, installation.state().resolve("environments").resolve(name + "-" + version));
  }

  private static String module(String file) {
    try (InputStream in = GoTool.class.getResourceAsStream(file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file + " of this program", e);
    }
  }

  /**
   * Returns the program and builds it first if it does not exist, which takes minutes. If several
   * processes call this at the same time, one builds it and the others wait.
   *
   * @throws ClusterException if Go is not installed or cannot build the program
   */
  public Path prepare(Consumer<String> progress) throws ClusterException, InterruptedException {
    Path program = directory.resolve(name);
    if (Files.exists(program)) {
      return program;
    }
    Path lockFile = directory.resolveSibling(directory.getFileName() + ".lock");
    StateFiles.folder(directory.getParent());
    try (FileChannel channel =
            FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      if (lock.isValid() && !Files.exists(program)) {
        build(progress);
      }
      return program;
    } catch (IOException e) {
      throw new ClusterException("cannot build " + name + " in " + directory + ": " + e, e);
    }
  }

  private void build(Consumer<String> progress)
      throws ClusterException, IOException, InterruptedException {
    Path temporary = directory.resolve("build");
    StateFiles.deleteTree(temporary);
    StateFiles.folder(temporary);
    Path log = directory.resolve("build.log");
    checkGo(log);
    progress.accept("building " + module + " (only once; takes some minutes)");
    ProcessBuilder builder =
        new ProcessBuilder(
                List.of(
                    "sh",
                    "-c",
                    VirtualEnvironment.END_WITH_STARTER,
                    "drydock",
                    "go",
                    "install",
                    module))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().put("GOBIN", temporary.toString());
    builder.environment().put("GOTMPDIR", temporary.toString());
    long begin = System.nanoTime();
    Process process = builder.start();
    try {
      while (!process.waitFor(TELL_SECONDS, TimeUnit.SECONDS)) {
        progress.accept(String.format(Locale.ROOT, "… %.0f s", (System.nanoTime() - begin) / 1e9));
      }
    } finally {
      process.getOutputStream().close();
    }
    if (process.exitValue() != 0) {
      throw new ClusterException("Go cannot build " + module + " here: see " + log);
    }
    StateFiles.move(temporary.resolve(name), directory.resolve(name));
    StateFiles.deleteTree(temporary);
  }

  private void checkGo(Path log) throws ClusterException, InterruptedException {
    try {
      new ProcessBuilder("go", "version")
          .redirectErrorStream(true)
          .redirectOutput(log.toFile())
          .start()
          .waitFor();
    } catch (IOException e) {
      throw new ClusterException(
          "Go was not found, and it builds " + name + ": put 'go' on the PATH", e);
    }
  }
}
