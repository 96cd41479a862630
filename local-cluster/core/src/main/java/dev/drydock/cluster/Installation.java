package dev.drydock.cluster;

import dev.drydock.cluster.runtime.ClassArchive;
import dev.drydock.cluster.runtime.LeanDefaults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The built checkout and the folder that keeps everything it makes.
 *
 * @param home the folder with the {@code drydock} command
 * @param state where clusters, archives and logs are kept
 */
public record Installation(Path home, Path state) {

  /**
   * Finds the checkout: system property {@code drydock.home}, else the environment variable {@code
   * DRYDOCK_HOME}. The state is in {@code DRYDOCK_STATE}, else in {@code .drydock} of the checkout.
   */
  public static Installation locate() throws ClusterException {
    String home = System.getProperty("drydock.home", System.getenv("DRYDOCK_HOME"));
    if (home == null || home.isBlank()) {
      throw new ClusterException(
          "the Drydock checkout is not known: set DRYDOCK_HOME to its folder");
    }
    Path root = Path.of(home).toAbsolutePath().normalize();
    String state = System.getenv("DRYDOCK_STATE");
    return new Installation(
        root,
        state == null || state.isBlank()
            ? root.resolve(".drydock")
            : Path.of(state).toAbsolutePath().normalize());
  }

  /**
   * The jars of a runtime: its libraries by name, then its own jar. That one changes most often, so
   * it comes after what {@link ClassArchive} shares. A runtime with Hadoop's default settings
   * begins with a jar of the same settings that is quick to parse; this method makes the jar if it
   * does not exist.
   */
  public List<Path> classPath(RuntimeName runtime) throws ClusterException {
    List<Path> jars = new ArrayList<>(libraries(runtime));
    jars.add(built(home.resolve(runtime.folder()).resolve("target").resolve(runtime.jar())));
    return List.copyOf(jars);
  }

  /**
   * The folder that holds a runtime's libraries and nothing else. Symbolic links are resolved, so a
   * checkout reached through a link shares the archives made for its jars.
   */
  public Path libraryFolder(RuntimeName runtime) throws ClusterException {
    Path folder = built(home.resolve(runtime.folder()).resolve("target/lib"));
    try {
      return folder.toRealPath();
    } catch (IOException e) {
      throw new ClusterException("cannot read " + folder + ": " + e.getMessage(), e);
    }
  }

  /** The class path without the runtime's own jar. */
  public List<Path> libraries(RuntimeName runtime) throws ClusterException {
    Path folder = libraryFolder(runtime);
    List<Path> jars = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      files.filter(path -> path.toString().endsWith(".jar")).sorted().forEach(jars::add);
    } catch (IOException e) {
      throw new ClusterException("cannot read " + folder + ": " + e.getMessage(), e);
    }
    LeanDefaults.jar(archives(), jars).ifPresent(jar -> jars.add(0, jar));
    return jars;
  }

  /**
   * The folder of what is made once for a JDK and its jars. Several state folders may share one
   * through a symbolic link; the paths are then the same for all of them, as an archive requires.
   */
  public Path archives() throws ClusterException {
    Path folder = state.resolve("archives");
    try {
      return Files.isSymbolicLink(folder) ? folder.toRealPath() : folder;
    } catch (IOException e) {
      throw new ClusterException("cannot read " + folder + ": " + e.getMessage(), e);
    }
  }

  /** The job jar for {@code hadoop jar}. */
  public Path mapReduceJar() throws ClusterException {
    return built(home.resolve("mapreduce/target/drydock-mapreduce.jar"));
  }

  /** The job jar for {@code spark-submit}. */
  public Path sparkJar() throws ClusterException {
    return built(home.resolve("spark-jobs/target/drydock-spark-jobs.jar"));
  }

  /** The {@code java} of the JDK that runs this program; all child processes use it too. */
  public static Path java() {
    return Path.of(System.getProperty("java.home"), "bin", "java");
  }

  private static Path built(Path path) throws ClusterException {
    if (!Files.exists(path)) {
      throw new ClusterException(path + " is missing: build it first with ./mvnw package");
    }
    return path;
  }
}
