package dev.drydock.cluster.gcs.store;

/**
 * A complete content that does not belong to an object yet.
 *
 * @param content the number of the file, also if there is none
 * @param bytes of a small object, which go into the index; null if they are in the file
 * @param md5 null if the object has none, as a composed object
 */
public record StagedContent(long content, SmallBytes bytes, long size, String crc32c, String md5) {
  /** The bytes of a small object. */
  public static final class SmallBytes {
    private final byte[] bytes;

    SmallBytes(byte[] bytes) {
      this.bytes = bytes;
    }

    public byte[] get() {
      return bytes;
    }
  }

  boolean small() {
    return bytes != null;
  }
}
