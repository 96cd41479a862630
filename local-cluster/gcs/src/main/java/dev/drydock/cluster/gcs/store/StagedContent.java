package dev.drydock.cluster.gcs.store;

/**
 * Bytes that are whole and belong to no object yet.
 *
 * @param bytes what goes into the index with the object, null if the bytes are in a file
 * @param md5 null if it is not to be told, as for a composed object
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
