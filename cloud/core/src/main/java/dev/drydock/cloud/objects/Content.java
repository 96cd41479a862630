package dev.drydock.cloud.objects;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Bytes to write, of a known length, that can be read again when a write is tried again. */
public interface Content {
  /** In bytes. */
  long length();

  /** A new stream from the first byte; it gives exactly {@link #length} bytes. */
  InputStream open() throws IOException;

  /**
   * What the bytes come to, for the store to compare with what reaches it. It may take a reading of
   * them; NONE where that costs too much, as it does of what comes from another store.
   */
  default Checksum checksum() throws IOException {
    return Checksum.NONE;
  }

  /**
   * Told before an upload that can be gone on with is sent, and again after each interruption.
   *
   * @param bytes from the first one on that the store has, and that are not sent again
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

  /** The bytes of a file, which must not change until they are written. */
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
