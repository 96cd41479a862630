package dev.drydock.storage.files;

import dev.drydock.cloud.objects.Checksum;
import dev.drydock.cloud.objects.ListPage;
import dev.drydock.cloud.objects.StorageException;
import dev.drydock.cloud.objects.StorageException.Reason;
import dev.drydock.cloud.objects.StoredObject;
import dev.drydock.storage.checksums.CopiedBytes;
import dev.drydock.storage.listing.FolderStore;
import dev.drydock.storage.listing.FolderWalk;
import dev.drydock.storage.listing.PagedWalk;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A folder as a store. Its files are the objects, and their names have slashes between folders. A
 * name can be written only if it stays inside the folder and the file system does not change it. A
 * file gets its name when it is complete.
 */
public final class FileObjectStore implements FolderStore {
  private final Path root;
  private final boolean followsLinks;
  private final PagedWalk walk = new PagedWalk(this);

  /**
   * @param root need not exist before the first write
   */
  public FileObjectStore(Path root) {
    this(root, true);
  }

  private FileObjectStore(Path root, boolean followsLinks) {
    this.root = root;
    this.followsLinks = followsLinks;
  }

  /**
   * A store in which links are objects of their own, so that removing one keeps what it leads to.
   */
  public static FileObjectStore ofLinks(Path root) {
    return new FileObjectStore(root, false);
  }

  @Override
  public String url(String name) {
    String folder = root.toString();
    return "file:" + (folder.endsWith("/") ? folder : folder + "/") + FileName.shown(name);
  }

  @Override
  public StoredObject write(String name, InputStream in, long expected) throws StorageException {
    Path target = path(name);
    PartialFile file = partial(name);
    boolean done = false;
    try {
      file.create(Math.max(0, expected));
      CopiedBytes copied = CopiedBytes.copy(in, file.output(), expected);
      if (expected != UNKNOWN_LENGTH && copied.length() != expected) {
        throw new StorageException(
            Reason.CORRUPT, url(name) + ": " + copied.length() + " bytes arrived, not " + expected);
      }
      file.publish();
      done = true;
      BasicFileAttributes attributes = Files.readAttributes(target, BasicFileAttributes.class);
      return object(name, attributes, copied.checksum());
    } catch (IOException e) {
      throw FileFailure.of(url(name), e);
    } finally {
      if (!done) {
        file.discard();
      }
      file.close();
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
      BasicFileAttributes attributes = attributes(path);
      return attributes.isRegularFile() || attributes.isSymbolicLink()
          ? Optional.of(object(name, attributes, Checksum.NONE))
          : Optional.empty();
    } catch (IOException e) {
      StorageException failure = FileFailure.of(url(name), e);
      if (failure.reason() == Reason.NOT_FOUND) {
        return Optional.empty();
      }
      throw failure;
    }
  }

  @Override
  public InputStream get(String name, String version, long offset, long length)
      throws StorageException {
    Path path = path(name);
    try {
      BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
      if (!attributes.isRegularFile()) {
        throw new StorageException(Reason.NOT_FOUND, url(name) + ": is not a file");
      }
      if (!version.isEmpty() && !version.equals(version(attributes))) {
        throw changed(name);
      }
      if (offset > 0 && offset >= attributes.size()) {
        throw new StorageException(
            Reason.FAILED, url(name) + ": has only " + attributes.size() + " bytes");
      }
      if (attributes.size() == 0) {
        refuseWithoutSize(name, path);
      }
      long wanted = Math.min(length, attributes.size() - offset);
      SeekableByteChannel channel = Files.newByteChannel(path);
      channel.position(offset);
      return new ExactStream(Channels.newInputStream(channel), wanted, url(name));
    } catch (IOException e) {
      throw FileFailure.of(url(name), e);
    }
  }

  /** Files in /proc claim to have no bytes, and produce them for each reader. */
  private void refuseWithoutSize(String name, Path path) throws IOException {
    try (InputStream in = Files.newInputStream(path)) {
      if (in.read() >= 0) {
        throw Files.size(path) > 0
            ? changed(name)
            : new StorageException(
                Reason.FAILED,
                url(name)
                    + ": has content although its size is 0: 'cat "
                    + path
                    + " | drydock storage cp - TARGET' copies it");
      }
    }
  }

  private StorageException changed(String name) {
    return new StorageException(
        Reason.PRECONDITION_FAILED, url(name) + ": was changed during the copy: try again");
  }

  @Override
  public ListPage list(String prefix, String token) throws StorageException {
    return walk.list(prefix, token);
  }

  @Override
  public void delete(String name) throws StorageException {
    Path path = path(name);
    try {
      refuseBehindLink(name, path.getParent());
      if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
        Files.deleteIfExists(path);
      }
    } catch (NoSuchFileException | NotDirectoryException e) {
      return; // Instead of a folder of the name there is a file or nothing, so the object does not
      // exist.
    } catch (IOException e) {
      throw FileFailure.of(url(name), e);
    }
  }

  /** What is behind a link in the folder is not in the folder. */
  private void refuseBehindLink(String name, Path parent) throws IOException {
    if (!isInside(parent)) {
      throw new StorageException(
          Reason.FAILED,
          url(name) + ": is behind a link, so it was kept: remove the link, or the file itself");
    }
  }

  private boolean isInside(Path parent) throws IOException {
    return parent.equals(root)
        || parent.toRealPath().equals(root.toRealPath().resolve(root.relativize(parent)));
  }

  private BasicFileAttributes attributes(Path path) throws IOException {
    return followsLinks
        ? Files.readAttributes(path, BasicFileAttributes.class)
        : Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
  }

  @Override
  public boolean deleteFolder(String folder) throws StorageException {
    Path path = folder.isEmpty() ? root : root.resolve(folder);
    if (followsLinks && Files.isSymbolicLink(path)) {
      return false; // It stands for the folder that it leads to, which may not be empty.
    }
    try {
      Files.delete(path);
      return true;
    } catch (DirectoryNotEmptyException | NoSuchFileException | NotDirectoryException e) {
      return false; // It is not empty, or no longer exists.
    } catch (IOException e) {
      throw FileFailure.of(url(folder), e);
    }
  }

  @Override
  public void close() {
    // There is nothing to close.
  }

  /** The file in which an object is written until it is complete. */
  public PartialFile partial(String name) throws StorageException {
    return new PartialFile(written(name), url(name));
  }

  /**
   * The file to be written for a name. If the name is a link, it is the file that the link leads
   * to.
   */
  private Path written(String name) throws StorageException {
    Path path = path(name);
    try {
      return Files.isSymbolicLink(path) ? path.toRealPath() : path;
    } catch (IOException e) {
      throw new StorageException(
          Reason.FAILED, url(name) + ": is a broken link: remove it first", e);
    }
  }

  /**
   * Moves a file of another folder into this one without copying its bytes.
   *
   * @return false if it must be copied, for example to another disk, from behind a link, or because
   *     an earlier copy is unfinished
   */
  public boolean rename(FileObjectStore from, StoredObject object, String name) {
    try {
      Path file = from.path(object.name());
      BasicFileAttributes attributes =
          Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      PartialFile partial = partial(name);
      return attributes.isRegularFile()
          && version(attributes).equals(object.version())
          && from.isInside(file.getParent())
          && !partial.exists()
          && partial.publishInstead(file);
    } catch (IOException e) {
      return false; // A copy may succeed, or reports the problem.
    }
  }

  /** Whether two names lead to the same file, directly or by links. */
  public boolean isFileOf(FileObjectStore from, String fromName, String name) {
    try {
      return from.path(fromName).toRealPath().equals(path(name).toRealPath());
    } catch (IOException e) {
      return false; // One of them does not exist.
    }
  }

  public StoredObject stored(String name, Checksum checksum) throws StorageException {
    try {
      return object(name, Files.readAttributes(path(name), BasicFileAttributes.class), checksum);
    } catch (IOException e) {
      throw FileFailure.of(url(name), e);
    }
  }

  /**
   * @throws StorageException FAILED if the file system would change the name, or if the name leads
   *     outside the folder
   */
  private Path path(String name) throws StorageException {
    if (FileName.isBroken(name)) {
      throw new StorageException(Reason.FAILED, url(name) + FileName.broken());
    }
    try {
      Path path = root.resolve(name);
      Path relative = root.relativize(path);
      if (!name.isEmpty()
          && !name.startsWith("/")
          && path.normalize().equals(path)
          && relative.toString().equals(name)) {
        return path;
      }
      throw new StorageException(
          Reason.FAILED, url(name) + ": not a valid file name: rename it, or keep it in a bucket");
    } catch (IllegalArgumentException e) {
      throw new StorageException(
          Reason.FAILED,
          url(name) + ": not a valid file name (" + e.getMessage() + "): rename it",
          e);
    }
  }

  @Override
  public List<FolderWalk.Entry> read(String folder) throws StorageException {
    List<FolderWalk.Entry> entries = new ArrayList<>();
    Path path = folder.isEmpty() ? root : root.resolve(folder);
    // Checked first: opening a pipe as a folder would wait for a writer.
    boolean isFolder = Files.isDirectory(path) && (followsLinks || !Files.isSymbolicLink(path));
    if (!isFolder) {
      return List.of();
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(path)) {
      for (Path file : files) {
        if (!PartialFile.isPartial(file.getFileName().toString())) {
          entry(file).ifPresent(entries::add);
        }
      }
    } catch (NoSuchFileException | NotDirectoryException e) {
      return List.of(); // It has just been removed.
    } catch (IOException e) {
      throw FileFailure.of(url(folder), e);
    }
    return entries;
  }

  private Optional<FolderWalk.Entry> entry(Path file) throws IOException {
    String name = FileName.of(file);
    BasicFileAttributes attributes;
    try {
      attributes = attributes(file);
    } catch (NoSuchFileException e) {
      // It has just been removed, or it is a broken link, which fails when its bytes are read.
      return Files.isSymbolicLink(file)
          ? Optional.of(new FolderWalk.Entry(name, false, 0, Instant.EPOCH, ""))
          : Optional.empty();
    }
    // A folder that cannot be opened by its name is listed like a file.
    if (attributes.isDirectory() && !FileName.isBroken(name)) {
      return leadsUpwards(file)
          ? Optional.empty()
          : Optional.of(new FolderWalk.Entry(name, true, 0, Instant.EPOCH, ""));
    }
    // Pipes and devices have no bytes of their own.
    return attributes.isRegularFile() || attributes.isSymbolicLink() || FileName.isBroken(name)
        ? Optional.of(
            new FolderWalk.Entry(
                name,
                false,
                attributes.size(),
                attributes.lastModifiedTime().toInstant(),
                version(attributes)))
        : Optional.empty();
  }

  /** Whether a link leads to a folder that contains it, so that a walk would never end. */
  private static boolean leadsUpwards(Path folder) throws IOException {
    return Files.isSymbolicLink(folder)
        && folder.getParent().toRealPath().startsWith(folder.toRealPath());
  }

  private static StoredObject object(
      String name, BasicFileAttributes attributes, Checksum checksum) {
    return new StoredObject(
        name,
        attributes.size(),
        attributes.lastModifiedTime().toInstant(),
        version(attributes),
        checksum);
  }

  private static String version(BasicFileAttributes attributes) {
    FileTime time = attributes.lastModifiedTime();
    return attributes.size() + "-" + time.to(TimeUnit.NANOSECONDS) + "-" + attributes.fileKey();
  }
}
