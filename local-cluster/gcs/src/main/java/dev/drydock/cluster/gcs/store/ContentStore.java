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
 * The bytes of objects that are too large for the index. The files have numbers for names, so that
 * the name of an object is never a path. A file is complete before the index refers to it, and it
 * is deleted after the index has dropped it. After a crash there may be files that the index does
 * not know. They are swept.
 */
public final class ContentStore {
  /** Objects of up to this many bytes are in the index. A file would cost more. */
  public static final int SMALL = 16 * 1024;

  /** Whether the index knows a file. */
  interface Known {
    boolean test(long content) throws IOException;
  }

  private final Path folder;
  private final long first;
  private final AtomicLong next;

  /**
   * @param first the number of the first new file; lower numbers belong to earlier runs
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

  /** The number of the next file. */
  public long allocate() {
    return next.getAndIncrement();
  }

  /** A new file, open for writing. */
  public FileChannel create(long content) throws IOException {
    try {
      return FileChannel.open(
          path(content), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    } catch (FileAlreadyExistsException e) {
      // A run whose clock was ahead has left it. The index has no number as high as this.
      Files.delete(path(content));
      return create(content);
    } catch (IOException e) {
      throw new StoreFullException(e);
    }
  }

  /**
   * @throws NoSuchFileException if the object has been deleted in the meantime
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

  /** Writes all of the buffer. */
  public static void write(FileChannel file, ByteBuffer bytes) throws StoreFullException {
    try {
      while (bytes.hasRemaining()) {
        file.write(bytes);
      }
    } catch (IOException e) {
      throw new StoreFullException(e);
    }
  }

  /** Deletes the files of earlier runs that the index does not know. */
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
