package dev.drydock.cluster.state;

import dev.drydock.cluster.ClusterException;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Properties;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Reads and writes the small files of the state folder, whole or not at all. */
public final class StateFiles {
  private StateFiles() {}

  /** Makes a folder that only its owner can read. */
  public static void folder(Path path) throws ClusterException {
    try {
      if (Files.isDirectory(path)) {
        return;
      }
      Files.createDirectories(path);
      if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
      }
    } catch (IOException e) {
      throw unwritable(path, e);
    }
  }

  /** A missing file counts as empty. */
  public static Properties properties(Path path) throws ClusterException {
    Properties properties = new Properties();
    try {
      properties.load(new StringReader(Files.readString(path)));
    } catch (NoSuchFileException e) {
      return properties;
    } catch (IOException | IllegalArgumentException e) {
      throw new ClusterException("cannot read " + path + ": " + e.getMessage(), e);
    }
    return properties;
  }

  public static void write(Path path, Properties properties) throws ClusterException {
    StringWriter text = new StringWriter();
    for (String key : new TreeSet<>(properties.stringPropertyNames())) {
      Properties one = new Properties();
      one.setProperty(key, properties.getProperty(key));
      StringWriter line = new StringWriter();
      try {
        one.store(line, null);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      // Properties.store writes a comment with the date first.
      line.toString().lines().filter(l -> !l.startsWith("#")).forEach(l -> text.append(l + "\n"));
    }
    write(path, text.toString());
  }

  /** Readable only by its owner, because it may contain a secret. */
  public static void write(Path path, String content) throws ClusterException {
    Path temporary =
        path.resolveSibling("." + path.getFileName() + "." + ProcessHandle.current().pid());
    try {
      Files.deleteIfExists(temporary);
      if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
        Files.createFile(
            temporary,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      }
      Files.write(temporary, content.getBytes(StandardCharsets.UTF_8));
      move(temporary, path);
    } catch (IOException e) {
      throw unwritable(path, e);
    }
  }

  public static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  public static void delete(Path path) throws ClusterException {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw unwritable(path, e);
    }
  }

  /** What is in a folder, sorted by name. */
  public static List<Path> list(Path folder) throws ClusterException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    } catch (IOException | UncheckedIOException e) {
      throw new ClusterException("cannot read " + folder + ": " + e.getMessage(), e);
    }
  }

  public static void deleteTree(Path root) throws ClusterException {
    if (!Files.exists(root)) {
      return;
    }
    try {
      Files.walkFileTree(
          root,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              Files.delete(file);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, IOException problem)
                throws IOException {
              Files.delete(folder);
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw unwritable(root, e);
    }
  }

  public static ClusterException unwritable(Path path, IOException cause) {
    return new ClusterException(
        "cannot write "
            + path
            + " ("
            + (cause.getMessage() == null ? cause.toString() : cause.getMessage())
            + "): free some space, or set DRYDOCK_STATE to a folder that can be written",
        cause);
  }
}
