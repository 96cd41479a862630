package dev.drydock.storage.checksums;

import dev.drydock.cloud.objects.Checksum;
import dev.drydock.cloud.objects.Checksum.Algorithm;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * The result of copying one stream to another.
 *
 * @param length in bytes
 * @param checksum of the bytes, in CRC32C
 */
public record CopiedBytes(long length, Checksum checksum) {
  private static final int BUFFER = 128 * 1024;

  /**
   * Copies all bytes.
   *
   * @param expected the number of bytes, so that the buffer is not larger; -1 if it is not known
   */
  public static CopiedBytes copy(InputStream in, OutputStream out, long expected)
      throws IOException {
    byte[] buffer = new byte[expected < 0 ? BUFFER : (int) Math.max(1, Math.min(BUFFER, expected))];
    Crc crc = new Crc(Algorithm.CRC32C);
    long length = 0;
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      out.write(buffer, 0, read);
      crc.update(buffer, 0, read);
      length += read;
    }
    return new CopiedBytes(length, new Checksum(Algorithm.CRC32C, crc.hexadecimal()));
  }
}
