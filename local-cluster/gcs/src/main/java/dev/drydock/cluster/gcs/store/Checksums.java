package dev.drydock.cluster.gcs.store;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.zip.CRC32C;

/** CRC32C (RFC 3720, appendix B.4) and MD5 of a stream of bytes. */
public final class Checksums {
  private final CRC32C crc32c = new CRC32C();
  private final Md5 md5;
  private long count;

  /**
   * @param withMd5 whether to compute MD5 as well, which takes most of the time
   */
  public Checksums(boolean withMd5) {
    md5 = withMd5 ? new Md5() : null;
  }

  public void update(byte[] bytes, int offset, int length) {
    crc32c.update(bytes, offset, length);
    if (md5 != null) {
      md5.update(bytes, offset, length);
    }
    count += length;
  }

  /** Called when no bytes will come for a while. */
  public void pause() {
    if (md5 != null) {
      md5.pause();
    }
  }

  /** How many bytes have come. */
  public long count() {
    return count;
  }

  /** Base64 of four bytes, the most significant first. */
  public String crc32c() {
    byte[] bytes = ByteBuffer.allocate(4).putInt((int) crc32c.getValue()).array();
    return Base64.getEncoder().encodeToString(bytes);
  }

  /** Base64, or null without MD5. No bytes may come after this call. */
  public String md5() {
    return md5 == null ? null : Base64.getEncoder().encodeToString(md5.digest());
  }
}
