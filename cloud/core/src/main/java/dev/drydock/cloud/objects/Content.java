package dev.drydock.cloud.objects;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Bytes to write. Their length is known, and they can be read again when a write is retried. */
public interface Content {
  /** In bytes. */
  long length();

  /** A new stream that starts at the first byte and gives exactly {@link #length} bytes. */
  InputStream open() throws IOException;

  /**
   * The checksum of the bytes, which the store compares with the bytes that arrive. To compute it,
   * the bytes may have to be read; NONE if that costs too much, as for bytes that come from another
   * store.
   */
  default Checksum checksum() throws IOException {
    return Checksum.NONE;
  }

  /**
   * Called before a resumable upload is sent, and again after each interruption.
   *
   * @param bytes how many of the first bytes the store already has; they are not sent again
   */
  default void arrived(long bytes) {}

  /** The bytes of an array, which is not copied. */
  static Content of(byte[] bytes) {
    return new Content() {
      @Override
      public long length() {
        return bytes.length;
      }

      @Override
      public InputStream open() {
        return new ByteArrayInputStream(bytes);
      }

      @Override
      public Checksum checksum() throws IOException {
        return Checksum.crc32(open());
      }
    };
  }

  /** The bytes of a file, which must not change until they have been written. */
  static Content of(Path file) throws IOException {
    long length = Files.size(file);
    return new Content() {
      @Override
      public long length() {
        return length;
      }

      @Override
      public InputStream open() throws IOException {
        return Files.newInputStream(file);
      }

      @Override
      public Checksum checksum() throws IOException {
        return Checksum.crc32(open());
      }
    };
  }
}
