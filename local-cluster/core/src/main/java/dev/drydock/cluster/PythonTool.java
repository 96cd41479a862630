package dev.drydock.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;

/** A command line tool from PyPI, in a Python environment of its own. */
public final class PythonTool {
  private final VirtualEnvironment environment;

  private PythonTool(VirtualEnvironment environment) {
    this.environment = environment;
  }

  /**
   * @param name of the requirement file without its ending: {@code awscli}, {@code s3cmd}
   */
  public static PythonTool of(Installation installation, String name) {
    return new PythonTool(
        new VirtualEnvironment(
            installation.state().resolve("environments"),
            name,
            Map.of(name + ".txt", requirements(name + ".txt")),
            System.getenv().getOrDefault("DRYDOCK_PYTHON", "python3")));
  }

  /** Makes the environment if it is not there. */
  public void prepare(Consumer<String> progress) throws ClusterException, InterruptedException {
    environment.make(progress);
  }

  /** The path of a command that the tool brings. */
  public Path command(String name) {
    return environment.directory().resolve("bin").resolve(name);
  }

  private static String requirements(String file) {
    try (InputStream in = PythonTool.class.getResourceAsStream(file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file + " of this program", e);
    }
  }
}
