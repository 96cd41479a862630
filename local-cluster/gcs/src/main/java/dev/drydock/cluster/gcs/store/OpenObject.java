package dev.drydock.cluster.gcs.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * An object with its bytes, which stay readable until it is closed.
 *
 * @param bytes of a small object, null for a larger one
 * @param file of a larger object, null for a small one
 */
public record OpenObject(StoredObject object, StagedContent.SmallBytes bytes, FileChannel file)
    implements AutoCloseable {
  /** Reads into the buffer from a position. Returns the number of bytes, which is at least one. */
  public int read(ByteBuffer target, long position) throws IOException {
    if (file == null) {
      int count = (int) Math.min(target.remaining(), bytes.get().length - position);
      target.put(bytes.get(), (int) position, count);
      return count;
    }
    int count = file.read(target, position);
    if (count < 0) {
      throw new IOException(
          "the bytes of " + object.name() + " end at " + position + " of " + object.size());
    }
    return count;
  }

  @Override
  public void close() throws IOException {
    if (file != null) {
      file.close();
    }
  }
}
