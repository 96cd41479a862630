package dev.drydock.cluster;

import dev.drydock.cluster.install.VirtualEnvironment;
import java.nio.file.Path;
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
    return new PythonTool(VirtualEnvironment.of(installation, name, name + ".txt"));
  }

  /** Makes the environment if it does not exist. */
  public void prepare(Consumer<String> progress) throws ClusterException, InterruptedException {
    environment.make(progress);
  }

  /** The path of a command that the tool installs. */
  public Path command(String name) {
    return environment.directory().resolve("bin").resolve(name);
  }
}
