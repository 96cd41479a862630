package dev.drydock.cluster.gcs.store;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * Receives the bytes of an object. A few bytes stay in memory, more go into a file. If it is closed
 * before {@link #finish}, nothing is left.
 */
public final class ContentWriter implements AutoCloseable {
  private final ContentStore store;
  private final long content;
  private final Checksums checksums;
  private ByteArrayOutputStream few = new ByteArrayOutputStream(512);
  private FileChannel file;
  private boolean finished;

  ContentWriter(ContentStore store, Checksums checksums) {
    this.store = store;
    this.content = store.allocate();
    this.checksums = checksums;
  }

  /**
   * @throws StoreFullException if the disk is full
   */
  public void write(byte[] bytes, int offset, int length) throws IOException {
    checksums.update(bytes, offset, length);
    if (file == null && few.size() + length > ContentStore.SMALL) {
      file = store.create(content);
      ContentStore.write(file, ByteBuffer.wrap(few.toByteArray()));
      few = null;
    }
    if (file == null) {
      few.write(bytes, offset, length);
    } else {
      ContentStore.write(file, ByteBuffer.wrap(bytes, offset, length));
    }
  }

  long size() {
    return checksums.count();
  }

  /** To be called after the last byte. The caller commits or discards the result. */
  public StagedContent finish() throws IOException {
    if (file != null) {
      file.close();
    }
    finished = true;
    return new StagedContent(
        content,
        file == null ? new StagedContent.SmallBytes(few.toByteArray()) : null,
        checksums.count(),
        checksums.crc32c(),
        checksums.md5());
  }

  @Override
  public void close() throws IOException {
    if (!finished && file != null) {
      file.close();
      store.delete(content);
    }
  }
}
