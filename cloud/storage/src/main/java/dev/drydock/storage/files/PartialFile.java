package dev.drydock.storage.files;

import dev.drydock.cloud.objects.StorageException;
import dev.drydock.cloud.objects.StorageException.Reason;
import dev.drydock.storage.checksums.Digests;
import dev.drydock.terminal.Sizes;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.regex.Pattern;

/**
 * An incomplete file next to the one it will become. Its name is derived from the other name, so
 * that the next writer finds what a killed one has left. The file is locked while its writer's
 * process exists.
 */
public final class PartialFile implements Closeable {
  private static final String BEGIN = ".drydock-";
  private static final String END = ".part";
  private static final Pattern NAME = Pattern.compile("\\.drydock-[0-9a-f]{16}\\.part");

  /** The free space is checked for files of at least this size. */
  private static final long LARGE = 1L << 20;

  private final Path target;
  private final Path path;
  private final String url;
  private FileChannel channel;

  PartialFile(Path target, String url) {
    this.target = target;
    this.url = url;
    this.path = target.resolveSibling(nameUntilWhole(target.getFileName().toString()));
  }

  /** The name of a file, here or in HDFS, until it is complete. Jobs ignore such names. */
  public static String nameUntilWhole(String name) {
    return BEGIN + Digests.sha256(name, 8) + END;
  }

  public static boolean isPartial(String name) {
    return NAME.matcher(name).matches();
  }

  /**
   * Opens an empty file.
   *
   * @param size the size it will have
   */
  public void create(long size) throws StorageException {
    open(size);
    try {
      channel.truncate(0);
    } catch (IOException e) {
      throw FileFailure.of(url, e);
    }
  }

  /**
   * Opens the existing file, or an empty one.
   *
   * @param size the size it will have
   */
  public void open(long size) throws StorageException {
    try {
      Files.createDirectories(target.getParent());
    } catch (IOException e) {
      throw FileFailure.of(url, e);
    }
    try {
      refuseOther();
      if (size >= LARGE) {
        FileStore disk = Files.getFileStore(target.getParent());
        long had = Files.exists(path) ? Files.size(path) : 0;
        if (disk.getUsableSpace() < size - had) {
          throw new StorageException(
              Reason.FAILED,
              url
                  + ": needs "
                  + Sizes.bytes(size)
                  + ", "
                  + Sizes.bytes(disk.getUsableSpace())
                  + " are free: free some space, or write elsewhere");
        }
      }
      Object before;
      do {
        close();
        before = key();
        channel =
            before == null
                ? make()
                : FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
        before = before == null ? key() : before;
        lock();
        // Another writer may have completed and renamed the file between these steps.
      } while (before == null || !before.equals(key()));
    } catch (NoSuchFileException | FileAlreadyExistsException e) {
      throw writtenByAnother();
    } catch (IOException e) {
      throw FileFailure.of(url, e);
    }
  }

  private FileChannel make() throws IOException {
    try {
      return FileChannel.open(
          path, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
    } catch (NoSuchFileException e) {
      // This is about a new file: its folder is gone, or accepts none, as in /proc.
      throw new StorageException(
          Reason.FAILED, url + ": files cannot be created in this folder: choose another", e);
    }
  }

  private void lock() throws IOException {
    FileLock lock;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      lock = null;
    }
    if (lock == null) {
      channel.close();
      channel = null;
      throw writtenByAnother();
    }
  }

  /** Distinguishes files that have had the same name; null if there is none. */
  private Object key() throws IOException {
    try {
      return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  private StorageException writtenByAnother() {
    return new StorageException(
        Reason.FAILED, url + ": another copy is writing it: wait until that has ended");
  }

  /** Writes to the empty file, from its start. It must not be closed. */
  OutputStream output() {
    return Channels.newOutputStream(channel);
  }

  public void write(long offset, ByteBuffer bytes) throws IOException {
    long position = offset;
    while (bytes.hasRemaining()) {
      position += channel.write(bytes, position);
    }
  }

  public int read(long offset, ByteBuffer bytes) throws IOException {
    return channel.read(bytes, offset);
  }

  /** Refuses to replace a folder or a device. */
  private void refuseOther() throws StorageException {
    if (Files.isDirectory(target)) {
      throw new StorageException(Reason.FAILED, url + ": a folder has this name: choose another");
    }
    if (Files.exists(target) && !Files.isRegularFile(target)) {
      throw new StorageException(
          Reason.FAILED,
          url + ": is a device or a pipe: choose another name, or '-' for standard output");
    }
  }

  /** Gives the file its final name, and the permissions of the file that had it before. */
  public void publish() throws StorageException {
    try {
      publish(path);
    } catch (IOException e) {
      throw FileFailure.of(url, e);
    }
  }

  private void publish(Path whole) throws IOException {
    refuseOther();
    PosixFileAttributeView before =
        Files.getFileAttributeView(target, PosixFileAttributeView.class);
    if (before != null && Files.exists(target)) {
      Files.setPosixFilePermissions(whole, before.readAttributes().permissions());
    }
    Files.move(whole, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /**
   * Gives the final name to another file, if both are on one disk.
   *
   * @return false if it must be copied
   */
  boolean publishInstead(Path whole) throws IOException {
    Files.createDirectories(target.getParent());
    // Renaming a file to another name of the same file would do nothing.
    boolean isSame = Files.exists(target) && Files.isSameFile(whole, target);
    if (isSame || !Files.getFileStore(whole).equals(Files.getFileStore(target.getParent()))) {
      return false;
    }
    publish(whole);
    return true;
  }

  public boolean exists() {
    return Files.exists(path);
  }

  public boolean isOpen() {
    return channel != null && channel.isOpen();
  }

  /** Removes the file, if this is its writer. */
  public void discard() throws StorageException {
    if (channel == null) {
      return;
    }
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw FileFailure.of(url, e);
    }
  }

  @Override
  public void close() throws StorageException {
    if (channel != null) {
      try {
        channel.close();
      } catch (IOException e) {
        throw FileFailure.of(url, e);
      }
    }
  }
}
