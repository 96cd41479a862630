package dev.drydock.cluster.gcs.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The bytes of objects too large for the index, in files named by numbers, so that the name of an
 * object is never a path. A file is whole before the index speaks of it and goes after the index
 * has forgotten it; one that the index does not know, after a crash, is swept.
 */
public final class ContentStore {
  /** Objects of up to so many bytes stand in the index: a file of their own would cost more. */
  public static final int SMALL = 16 * 1024;

  /** Decides about a file at a sweep. */
  interface Known {
    boolean test(long content) throws IOException;
  }

  private final Path folder;
  private final long first;
  private final AtomicLong next;

  /**
   * @param first numbers of files made from now on; those before belong to earlier runs
   */
  ContentStore(Path folder, long first) throws IOException {
    this.folder = folder;
    this.first = first;
    this.next = new AtomicLong(first);
    for (int low = 0; low < 256; low++) {
      Path bucket = folder.resolve(HexFormat.of().toHexDigits((byte) low));
      if (!Files.isDirectory(bucket)) {
        Files.createDirectories(bucket);
      }
    }
  }

  /** A number that no content has yet. */
  public long allocate() {
    return next.getAndIncrement();
  }

  /** A new file, open for writing. */
  public FileChannel create(long content) throws IOException {
    try {
      return FileChannel.open(
          path(content), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    } catch (FileAlreadyExistsException e) {
      // Left by a run whose clock was ahead: the greatest number in the index is less.
      Files.delete(path(content));
      return create(content);
    } catch (IOException e) {
      throw new StoreFullException(e);
    }
  }

  /**
   * @throws NoSuchFileException if the object has been deleted meanwhile
   */
  FileChannel read(long content) throws IOException {
    return FileChannel.open(path(content), StandardOpenOption.READ);
  }

  public Path path(long content) {
    return folder
        .resolve(HexFormat.of().toHexDigits((byte) content))
        .resolve(Long.toString(content));
  }

  public void delete(long content) throws IOException {
    Files.deleteIfExists(path(content));
  }

  /** All of it. */
  public static void write(FileChannel file, ByteBuffer bytes) throws StoreFullException {
    try {
      while (bytes.hasRemaining()) {
        file.write(bytes);
      }
    } catch (IOException e) {
      throw new StoreFullException(e);
    }
  }

  /** Deletes the files of earlier runs that are not known. */
  void sweep(Known known) throws IOException {
    try (DirectoryStream<Path> buckets = Files.newDirectoryStream(folder)) {
      for (Path bucket : buckets) {
        sweep(bucket, known);
      }
    }
  }

  private void sweep(Path bucket, Known known) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(bucket)) {
      for (Path file : files) {
        long content = Long.parseLong(file.getFileName().toString());
        if (content < first && !known.test(content)) {
          Files.deleteIfExists(file);
        }
      }
    }
  }
}
