package dev.drydock.storage.hdfs;

import dev.drydock.cloud.objects.Checksum;
import dev.drydock.cloud.objects.Checksum.Algorithm;
import dev.drydock.cloud.objects.Content;
import dev.drydock.cloud.objects.ListPage;
import dev.drydock.cloud.objects.ResumableUploads;
import dev.drydock.cloud.objects.StorageException;
import dev.drydock.cloud.objects.StorageException.Reason;
import dev.drydock.cloud.objects.StoredObject;
import dev.drydock.storage.checksums.CopiedBytes;
import dev.drydock.storage.files.ExactStream;
import dev.drydock.storage.files.PartialFile;
import dev.drydock.storage.listing.FolderStore;
import dev.drydock.storage.listing.FolderWalk;
import dev.drydock.storage.listing.PagedWalk;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileChecksum;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.LeaseRecoverable;
import org.apache.hadoop.fs.Options.Rename;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.PathIsNotEmptyDirectoryException;

/**
 * A folder of HDFS as a store. A file has a name of this program's own until it is complete, so
 * that an interrupted copy can be resumed.
 */
public final class HdfsObjectStore implements FolderStore, ResumableUploads {
  private static final int RECOVERIES = 40;
  private static final int DISCARDS = 3;
  private static final long RECOVERY_MILLIS = 250;

  private final HdfsFiles hdfs;
  private final String url;
  private final String root;
  private final PagedWalk walk = new PagedWalk(this);

  /**
   * @param url of the folder, with a slash at its end, for messages
   * @param root the path of the folder, with a slash at its end; need not exist before the first
   *     write
   */
  public HdfsObjectStore(HdfsFiles hdfs, String url, String root) {
    this.hdfs = hdfs;
    this.url = url;
    this.root = root;
  }

  @Override
  public String url(String name) {
    return url + name;
  }

  private Path path(String name) throws StorageException {
    boolean plain =
        !name.isEmpty()
            && !name.startsWith("/")
            && !name.endsWith("/")
            && !name.contains("//")
            && !("/" + name + "/").contains("/../")
            && !("/" + name + "/").contains("/./")
            && !name.contains(":");
    if (!plain) {
      throw new StorageException(
          Reason.FAILED,
          url(name) + ": HDFS does not allow this name: rename it, or keep it in a" + " bucket");
    }
    return HdfsFiles.path(root + name);
  }

  private static Path unfinished(Path path) {
    String whole = path.toUri().getPath();
    String folder = whole.substring(0, whole.lastIndexOf('/') + 1);
    return HdfsFiles.path(folder + PartialFile.nameUntilWhole(path.getName()));
  }

  @Override
  public StoredObject write(String name, InputStream in, long expected) throws StorageException {
    Path path = path(name);
    Path temporary = unfinished(path);
    boolean done = false;
    try {
      refuseFolder(name, path);
      CopiedBytes copied;
      try (OutputStream out = hdfs.files().create(temporary, true)) {
        copied = CopiedBytes.copy(in, out, expected);
      }
      long length = expected == UNKNOWN_LENGTH ? copied.length() : expected;
      StoredObject stored = publish(name, temporary, path, length, copied.checksum());
      done = true;
      return stored;
    } catch (IOException | IllegalArgumentException e) {
      throw HdfsFiles.failure(url(name), e);
    } finally {
      if (!done) {
        discard(temporary);
      }
    }
  }

  private void refuseFolder(String name, Path path) throws IOException {
    try {
      if (hdfs.files().getFileStatus(path).isDirectory()) {
        throw new StorageException(
            Reason.FAILED, url(name) + ": a folder has this name: choose another");
      }
    } catch (FileNotFoundException e) {
      return; // The name is free.
    }
  }

  /**
   * Renames a complete file.
   *
   * @param sent the CRC32C of its bytes; NONE if it is not known
   */
  private StoredObject publish(String name, Path temporary, Path path, long length, Checksum sent)
      throws IOException {
    FileStatus status = hdfs.files().getFileStatus(temporary);
    Checksum there = checksum(temporary, status.getLen());
    boolean same =
        status.getLen() == length && (there.algorithm() != sent.algorithm() || there.equals(sent));
    if (!same) {
      throw new StorageException(
          Reason.CORRUPT,
          url(name)
              + ": HDFS has "
              + status.getLen()
              + " bytes with checksum "
              + there
              + ", sent were "
              + length
              + " with checksum "
              + sent
              + ": try again");
    }
    hdfs.context().rename(temporary, path, Rename.OVERWRITE);
    return object(name, hdfs.files().getFileStatus(path), there);
  }

  /**
   * Removes a file, even if the thread was interrupted: HDFS would otherwise give up. The interrupt
   * may have closed the connection during a request, so that the first attempt can fail.
   */
  private void discard(Path temporary) {
    boolean interrupted = Thread.interrupted();
    for (int attempt = 1; attempt <= DISCARDS; attempt++) {
      try {
        hdfs.files().delete(temporary, false);
        break;
      } catch (IOException e) {
        // The next writer of this name replaces it.
        interrupted |= Thread.interrupted();
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public String beginSession(String name, long length) throws StorageException {
    Path path = path(name);
    Path temporary = unfinished(path);
    try {
      refuseFolder(name, path);
      hdfs.files().create(temporary, true).close();
      return temporary.toUri().getPath();
    } catch (IOException | IllegalArgumentException e) {
      throw HdfsFiles.failure(url(name), e);
    }
  }

  @Override
  public StoredObject resume(String name, String session, Content content) throws StorageException {
    Path path = path(name);
    Path temporary = HdfsFiles.path(session);
    try {
      recover(temporary);
      long there = hdfs.files().getFileStatus(temporary).getLen();
      if (there > content.length()) {
        throw new StorageException(Reason.NOT_FOUND, url(name) + ": another file is unfinished");
      }
      CopiedBytes rest;
      content.arrived(there);
      try (InputStream in = content.open();
          OutputStream out = hdfs.files().append(temporary)) {
        in.skipNBytes(there);
        rest = CopiedBytes.copy(in, out, content.length() - there);
      }
      Checksum whole = there == 0 ? rest.checksum() : Checksum.NONE;
      return publish(name, temporary, path, content.length(), whole);
    } catch (IOException | IllegalArgumentException e) {
      throw HdfsFiles.failure(url(name), e);
    }
  }

  /** Takes the file away from a killed writer, which still holds it in HDFS's view. */
  private void recover(Path file) throws IOException {
    if (!(hdfs.files() instanceof LeaseRecoverable recoverable)) {
      return;
    }
    for (int attempt = 0; !recoverable.recoverLease(file) && attempt < RECOVERIES; attempt++) {
      try {
        Thread.sleep(RECOVERY_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted", e);
      }
    }
  }

  /**
   * @param session may be empty, for whatever is unfinished under the name, such as a stream
   */
  @Override
  public void abandon(String name, String session) throws StorageException {
    Path unfinished = session.isEmpty() ? unfinished(path(name)) : HdfsFiles.path(session);
    try {
      hdfs.files().delete(unfinished, false);
    } catch (IOException | IllegalArgumentException e) {
      throw HdfsFiles.failure(url(name), e);
    }
  }

  @Override
  public Optional<StoredObject> head(String name) throws StorageException {
    Path path;
    try {
      path = path(name);
    } catch (StorageException nameOfNoFile) {
      return Optional.empty();
    }
    try {
      FileStatus status = hdfs.files().getFileStatus(path);
      return status.isFile()
          ? Optional.of(object(name, status, checksum(path, status.getLen())))
          : Optional.empty();
    } catch (FileNotFoundException e) {
      return Optional.empty();
    } catch (IOException | IllegalArgumentException e) {
      throw HdfsFiles.failure(url(name), e);
    }
  }

  /**
   * The checksum of all bytes, if the DataNodes can compute one: {@code COMPOSITE-CRC32C}, 4 bytes.
   */
  private Checksum checksum(Path path, long length) throws IOException {
    FileChecksum told = length == 0 ? null : hdfs.files().getFileChecksum(path);
    if (told == null || !told.getAlgorithmName().startsWith("COMPOSITE-CRC32")) {
      return Checksum.NONE;
    }
    Algorithm algorithm =
        told.getAlgorithmName().equals("COMPOSITE-CRC32C") ? Algorithm.CRC32C : Algorithm.CRC32;
    return new Checksum(algorithm, HexFormat.of().formatHex(told.getBytes()));
  }

  @Override
  public InputStream get(String name, String version, long offset, long length)
      throws StorageException {
    Path path = path(name);
    try {
      FileStatus status = hdfs.files().getFileStatus(path);
      if (status.isDirectory()) {
        throw new StorageException(Reason.NOT_FOUND, url(name) + ": is not a file");
      }
      if (!version.isEmpty() && !version.equals(version(status))) {
        throw new StorageException(
            Reason.PRECONDITION_FAILED, url(name) + ": was changed during the copy: try again");
      }
      if (offset > 0 && offset >= status.getLen()) {
        throw new StorageException(
            Reason.FAILED, url(name) + ": has only " + status.getLen() + " bytes");
      }
      FSDataInputStream in = hdfs.files().open(path);
      in.seek(offset);
      return new ExactStream(in, Math.min(length, status.getLen() - offset), url(name));
    } catch (IOException | IllegalArgumentException e) {
      throw HdfsFiles.failure(url(name), e);
    }
  }

  @Override
  public ListPage list(String prefix, String token) throws StorageException {
    return walk.list(prefix, token);
  }

  @Override
  public List<FolderWalk.Entry> read(String folder) throws StorageException {
    List<FolderWalk.Entry> entries = new ArrayList<>();
    try {
      Path path = folderPath(folder);
      for (FileStatus status : hdfs.files().listStatus(path)) {
        String name = status.getPath().getName();
        // The listing of a file contains that file.
        boolean isInside = !status.getPath().toUri().getPath().equals(path.toUri().getPath());
        if (isInside && !PartialFile.isPartial(name)) {
          entries.add(
              new FolderWalk.Entry(
                  name,
                  status.isDirectory(),
                  status.getLen(),
                  Instant.ofEpochMilli(status.getModificationTime()),
                  version(status)));
        }
      }
      return entries;
    } catch (FileNotFoundException e) {
      return List.of();
    } catch (IOException | IllegalArgumentException e) {
      throw HdfsFiles.failure(url(folder), e);
    }
  }

  @Override
  public void delete(String name) throws StorageException {
    Path path = path(name);
    try {
      if (hdfs.files().getFileStatus(path).isFile()) {
        hdfs.files().delete(path, false);
      }
    } catch (FileNotFoundException e) {
      return; // It does not exist, as intended.
    } catch (IOException | IllegalArgumentException e) {
      throw HdfsFiles.failure(url(name), e);
    }
  }

  @Override
  public boolean deleteFolder(String folder) throws StorageException {
    try {
      // Not recursive, so that a folder which is not empty stays.
      return hdfs.files().delete(folderPath(folder), false);
    } catch (PathIsNotEmptyDirectoryException e) {
      return false;
    } catch (IOException | IllegalArgumentException e) {
      throw HdfsFiles.failure(url(folder), e);
    }
  }

  private Path folderPath(String folder) {
    String whole = root + folder;
    return HdfsFiles.path(whole.length() > 1 ? whole.substring(0, whole.length() - 1) : "/");
  }

  private static StoredObject object(String name, FileStatus status, Checksum checksum) {
    return new StoredObject(
        name,
        status.getLen(),
        Instant.ofEpochMilli(status.getModificationTime()),
        version(status),
        checksum);
  }

  private static String version(FileStatus status) {
    return status.getLen() + "-" + status.getModificationTime();
  }

  @Override
  public void close() {
    // The connection belongs to whoever opened it.
  }
}
