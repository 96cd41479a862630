package dev.drydock.inline;

import dev.drydock.text.input.TextChunkInputFormat;
import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.lib.input.FileInputFormat;

/**
 * Ensures that no incomplete output has the name of an output: a job writes to a hidden directory
 * next to it, which is renamed when the job has succeeded. An object store cannot rename, only
 * copy. There a job writes a new output in place, with a committer that shows nothing before the
 * job succeeds, and what a killed job has left is deleted.
 */
final class Outputs {
  private static final String MARK = ".drydock-";
  private static final Set<String> OBJECT_STORES = Set.of("s3a", "gs");

  private final Configuration configuration;

  Outputs(Configuration configuration) {
    this.configuration = configuration;
  }

  List<Object> check(String in, String out, boolean overwrite) throws IOException {
    Path output = qualified(out);
    if (output.isRoot()) {
      throw new IOException(out + ": the output needs a name below the root");
    }
    List<FileStatus> files = files(in);
    if (files.isEmpty()) {
      throw new FileNotFoundException(in + ": contains no files: name files to read");
    }
    for (FileStatus file : files) {
      if (isIn(file.getPath(), output)) {
        throw new IOException(
            out + ": contains the input " + file.getPath() + ": name another output");
      }
    }
    FileSystem fileSystem = fileSystem(output);
    boolean exists = fileSystem.exists(output);
    if (exists) {
      if (!overwrite) {
        throw new FileAlreadyExistsException(
            out + ": already exists: name another output, or replace it with --overwrite");
      }
      if (!fileSystem.getFileStatus(output).isDirectory()) {
        throw new FileAlreadyExistsException(
            out + ": is a file, but an output is a directory: name another output");
      }
      refuseOthersFiles(fileSystem, output, out);
    } else {
      refuseMissingBucket(fileSystem, output);
      refuseBelowFile(fileSystem, output, out);
    }
    long bytes = files.stream().mapToLong(FileStatus::getLen).sum();
    boolean inPlace = !exists && OBJECT_STORES.contains(fileSystem.getScheme());
    return List.of(files.size(), bytes, inPlace ? output : sibling(output));
  }

  /**
   * A replaced output is deleted, so it may only contain what jobs write: part files and hidden
   * files.
   */
  private static void refuseOthersFiles(FileSystem fileSystem, Path output, String out)
      throws IOException {
    for (FileStatus file : fileSystem.listStatus(output)) {
      if (!file.getPath().getName().matches("(part-|_|\\.).*")) {
        throw new FileAlreadyExistsException(
            out
                + ": contains "
                + file.getPath().getName()
                + ", which no job has written, so it is not replaced: name another output");
      }
    }
  }

  /** The s3a connector does this itself. That of Cloud Storage reports only a missing file. */
  private static void refuseMissingBucket(FileSystem fileSystem, Path output) throws IOException {
    Path bucket = new Path(output, "/");
    if (OBJECT_STORES.contains(fileSystem.getScheme()) && !fileSystem.exists(bucket)) {
      throw new FileNotFoundException(
          FileErrors.noSuchBucket(
              output.toUri().getScheme() + "://" + output.toUri().getAuthority()));
    }
  }

  private static void refuseBelowFile(FileSystem fileSystem, Path output, String out)
      throws IOException {
    Path ancestor = output.getParent();
    while (ancestor != null && !fileSystem.exists(ancestor)) {
      ancestor = ancestor.getParent();
    }
    if (ancestor != null && !fileSystem.getFileStatus(ancestor).isDirectory()) {
      throw new FileAlreadyExistsException(
          out + ": " + ancestor + " is a file, not a directory: name another output");
    }
  }

  List<Object> publish(String staging, String out) throws IOException {
    Path output = qualified(out);
    FileSystem fileSystem = fileSystem(output);
    Path finished = qualified(staging);
    fileSystem.getFileStatus(finished); // fails before anything is moved if it does not exist
    if (finished.equals(output)) {
      return List.of();
    }
    Path old = null;
    if (fileSystem.exists(output)) {
      old = sibling(output);
      rename(fileSystem, output, old);
    }
    try {
      rename(fileSystem, finished, output);
    } catch (IOException e) {
      if (old != null) {
        rename(fileSystem, old, output);
      }
      throw e;
    }
    if (old != null) {
      fileSystem.delete(old, true);
    }
    return List.of();
  }

  List<Object> discard(String staging) throws IOException {
    Path path = qualified(staging);
    FileSystem fileSystem = fileSystem(path);
    if (!path.getName().contains(MARK)) {
      if (!OBJECT_STORES.contains(fileSystem.getScheme())) {
        throw new IOException(staging + ": is not the unfinished output of a run");
      }
      if (fileSystem.exists(new Path(path, "_SUCCESS"))) {
        return List.of(); // the job had ended, but its client did not know
      }
      if (fileSystem.exists(path)) {
        refuseOthersFiles(fileSystem, path, staging);
      }
    }
    fileSystem.delete(path, true);
    return List.of();
  }

  List<Object> put(List<String> fields) throws IOException {
    int last = fields.size() - 1;
    Path directory = qualified(fields.get(last));
    FileSystem fileSystem = fileSystem(directory);
    fileSystem.mkdirs(directory);
    Path[] locals =
        fields.subList(0, last).stream()
            .map(local -> new Path(new File(local).toURI()))
            .toArray(Path[]::new);
    fileSystem.copyFromLocalFile(false, true, locals, directory);
    return List.of();
  }

  List<Object> delete(String path) throws IOException {
    fileSystem(qualified(path)).delete(qualified(path), true);
    return List.of();
  }

  private List<FileStatus> files(String in) throws IOException {
    Job job = Job.getInstance(configuration);
    FileInputFormat.addInputPath(job, new Path(in));
    return TextChunkInputFormat.files(job);
  }

  private static boolean isIn(Path file, Path directory) {
    for (Path path = file; path != null; path = path.getParent()) {
      if (path.equals(directory)) {
        return true;
      }
    }
    return false;
  }

  /** A path next to another one; the underscore hides it from jobs that read the parent. */
  private static Path sibling(Path path) {
    String random = Long.toHexString(ThreadLocalRandom.current().nextLong());
    return new Path(path.getParent(), "_" + path.getName() + MARK + random);
  }

  private static void rename(FileSystem fileSystem, Path from, Path to) throws IOException {
    if (!fileSystem.rename(from, to)) {
      throw new IOException(to + ": cannot be written: " + from + " cannot be renamed to it");
    }
  }

  private Path qualified(String path) throws IOException {
    Path parsed = new Path(path);
    return fileSystem(parsed).makeQualified(parsed);
  }

  private FileSystem fileSystem(Path path) throws IOException {
    return path.getFileSystem(configuration);
  }
}
