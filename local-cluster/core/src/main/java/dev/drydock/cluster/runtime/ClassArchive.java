package dev.drydock.cluster.runtime;

import dev.drydock.cluster.ClusterException;
import dev.drydock.cluster.Installation;
import dev.drydock.cluster.NewestFiles;
import dev.drydock.cluster.RuntimeName;
import dev.drydock.cluster.state.ClusterLock;
import dev.drydock.cluster.state.StateFiles;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Shared class data ("Java Virtual Machine Guide", chapter Class Data Sharing): the classes of a
 * runtime, parsed once and mapped into every JVM on its class path. It halves the CPU time that a
 * Hadoop JVM needs before its first useful step.
 *
 * <p>An archive fits one JDK and the exact jars at the beginning of the class path, so both are in
 * its name. The classes in it are those of {@code classes.txt} in the runtime's folder, recorded
 * from real runs: if the system property {@code drydock.classes} names a folder, every JVM writes a
 * list of its classes there.
 */
public final class ClassArchive {
  private static final String RECORD_PROPERTY = "drydock.classes";

  /**
   * How many archives of a runtime are kept: enough to switch between two JDKs and two builds
   * without making new ones. Each takes some 160 MB.
   */
  static final int KEPT = 4;

  private final Installation installation;
  private final RuntimeName runtime;

  public ClassArchive(Installation installation, RuntimeName runtime) {
    this.installation = installation;
    this.runtime = runtime;
  }

  /**
   * The options of a JVM whose class path begins with the runtime's libraries: the archive if it
   * has been made, else none.
   *
   * @param who the name of this JVM's list when lists are recorded
   */
  public List<String> options(String who) throws ClusterException {
    String folder = System.getProperty(RECORD_PROPERTY);
    if (folder != null) {
      return List.of("-XX:DumpLoadedClassList=" + Path.of(folder, who + "-%p.lst"));
    }
    Optional<Path> file = file();
    // Mapped at the address it was made for, if that is free. At another address every pointer in
    // it would be rewritten, which costs 0.1 to 0.4 CPU seconds, and its pages would no longer be
    // shared. A JVM that cannot use the archive, perhaps after the JDK was updated in place,
    // silently runs without it.
    return file.isPresent() && Files.exists(file.get())
        ? List.of(
            "-XX:+UnlockDiagnosticVMOptions",
            "-XX:ArchiveRelocationMode=0",
            "-XX:SharedArchiveFile=" + file.get(),
            "-Xshare:auto",
            "-Xlog:cds=off",
            "-Xlog:class+path=off")
        : List.of();
  }

  /**
   * Makes the archive if it does not exist. If several commands call this at the same time, one
   * makes it and the others wait. Failure is only reported: without an archive a JVM is slower, but
   * works.
   */
  public void make(Consumer<String> progress) throws ClusterException, InterruptedException {
    Optional<Path> wanted = file();
    if (wanted.isEmpty() || System.getProperty(RECORD_PROPERTY) != null) {
      return;
    }
    Path file = wanted.get();
    if (!Files.exists(file)) {
      StateFiles.folder(file.getParent());
      ClusterLock lock = ClusterLock.acquire(file.resolveSibling(label() + ".lock"), progress);
      try {
        if (!Files.exists(file)) {
          make(file, progress);
        }
      } finally {
        lock.close();
      }
    }
    markUsed(file);
  }

  private void make(Path file, Consumer<String> progress)
      throws ClusterException, InterruptedException {
    String label = label();
    progress.accept(
        "sharing the classes of " + label + " among its processes (once, up to half a minute)");
    Path temporary = file.resolveSibling(file.getFileName() + "." + ProcessHandle.current().pid());
    Path log = file.resolveSibling(label + "-archive.log");
    List<String> command =
        List.of(
            Installation.java().toString(),
            "-Xshare:dump",
            "-XX:+UseSerialGC",
            "-XX:SharedClassListFile=" + classes(),
            "-XX:SharedArchiveFile=" + temporary,
            "-cp",
            installation.libraries(runtime).stream()
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator)));
    Process process = null;
    try {
      process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      long begin = System.nanoTime();
      while (!process.waitFor(5, TimeUnit.SECONDS)) {
        progress.accept(String.format(Locale.ROOT, "… %.0f s", (System.nanoTime() - begin) / 1e9));
      }
      if (process.exitValue() == 0 && Files.exists(temporary)) {
        StateFiles.move(temporary, file);
        prune(file.getParent());
      } else {
        progress.accept("continuing without shared classes: see " + log);
      }
    } catch (IOException e) {
      throw StateFiles.unwritable(file, e);
    } finally {
      if (process != null) {
        process.destroyForcibly();
      }
      StateFiles.delete(temporary);
    }
  }

  /** Marks it as used, so that it is among the {@link #KEPT} newest. */
  private static void markUsed(Path archive) {
    try {
      Files.setLastModifiedTime(archive, FileTime.from(Instant.now()));
    } catch (IOException e) {
      // In a shared folder that this user cannot write to, its age does not matter.
    }
  }

  /**
   * A JVM that has mapped a deleted archive keeps it; one that is about to map it runs without it.
   */
  private void prune(Path folder) throws ClusterException {
    NewestFiles.keep(
        folder, file -> file.getFileName().toString().matches(label() + "-.*\\.jsa"), KEPT);
  }

  private String label() {
    return runtime.name().toLowerCase(Locale.ROOT);
  }

  private Path classes() {
    return installation.home().resolve(runtime.folder()).resolve("classes.txt");
  }

  private Optional<Path> file() throws ClusterException {
    if (!Files.exists(classes())) {
      return Optional.empty();
    }
    String jdk = Runtime.version().toString().replaceAll("[^0-9A-Za-z.]", "_");
    return Optional.of(
        installation
            .archives()
            .resolve(
                label()
                    + "-"
                    + jdk
                    + "-"
                    + ClassPathKey.of(installation.libraries(runtime))
                    + ".jsa"));
  }
}
