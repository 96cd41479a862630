package dev.drydock.cluster.gcs.store;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One generation of an object in the index. Times are microseconds since 1970, as generations are.
 *
 * @param crc32c Base64 of its four bytes, the most significant first
 * @param md5 Base64, or null for a composed object
 * @param components how many objects it was composed of, 0 if it was not
 * @param deleted when it stopped being the live one, 0 if it is live
 * @param content the number of the bytes: of their file, or of their row in the index
 * @param small whether the bytes are in the index
 * @param properties the fields that a client may set
 */
public record StoredObject(
    String bucket,
    String name,
    long generation,
    State state,
    long metageneration,
    long size,
    String crc32c,
    String md5,
    int components,
    long created,
    long updated,
    long deleted,
    long content,
    boolean small,
    ObjectNode properties) {
  /** Whether a generation is the live one. */
  public enum State {
    NONCURRENT(0),
    LIVE(1),
    SOFT_DELETED(2);

    private final int code;

    State(int code) {
      this.code = code;
    }

    /** Its number in the table. */
    int code() {
      return code;
    }

    public static State of(int code) {
      return switch (code) {
        case 0 -> NONCURRENT;
        case 1 -> LIVE;
        case 2 -> SOFT_DELETED;
        default -> throw new IllegalArgumentException("no state of an object: " + code);
      };
    }
  }

  boolean live() {
    return state == State.LIVE;
  }

  public StoredObject withState(State newState, long when) {
    return new StoredObject(
        bucket,
        name,
        generation,
        newState,
        metageneration,
        size,
        crc32c,
        md5,
        components,
        created,
        updated,
        when,
        content,
        small,
        properties);
  }

  /** The same object with changed metadata and the next metageneration. */
  public StoredObject withProperties(ObjectNode changed, long when) {
    return new StoredObject(
        bucket,
        name,
        generation,
        state,
        metageneration + 1,
        size,
        crc32c,
        md5,
        components,
        created,
        when,
        deleted,
        content,
        small,
        changed);
  }

  /** The same bytes under another name, with the first metageneration. */
  public StoredObject as(
      String otherBucket, String otherName, long otherGeneration, ObjectNode otherProperties) {
    return new StoredObject(
        otherBucket,
        otherName,
        otherGeneration,
        State.LIVE,
        1,
        size,
        crc32c,
        md5,
        components,
        otherGeneration,
        otherGeneration,
        0,
        content,
        small,
        otherProperties);
  }

  /** The same object with its bytes under another number. */
  public StoredObject withContent(long otherContent) {
    return new StoredObject(
        bucket,
        name,
        generation,
        state,
        metageneration,
        size,
        crc32c,
        md5,
        components,
        created,
        updated,
        deleted,
        otherContent,
        small,
        properties);
  }

  /** New bytes as an object. Its generation and times are set by {@link #as}. */
  public static StoredObject of(
      String bucket, String name, StagedContent staged, int components, ObjectNode properties) {
    return new StoredObject(
        bucket,
        name,
        0,
        State.LIVE,
        1,
        staged.size(),
        staged.crc32c(),
        staged.md5(),
        components,
        0,
        0,
        0,
        staged.content(),
        staged.small(),
        properties);
  }
}
