package dev.drydock.cluster.gcs.store;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * MD5 (RFC 1321) of a stream of bytes. It takes longer than everything else that is done with them.
 * So for a long stream, another thread digests one block while the next one arrives.
 */
final class Md5 {
  /** For fewer bytes another thread is not worth it. */
  private static final int BLOCK = 128 * 1024;

  private static final ExecutorService THREADS =
      Executors.newCachedThreadPool(
          work -> {
            Thread thread = new Thread(work, "md5");
            thread.setDaemon(true);
            return thread;
          });

  private final MessageDigest digest;
  private int direct;
  private byte[] arriving;
  private byte[] summed;
  private int filled;
  private CompletableFuture<Void> summing = CompletableFuture.completedFuture(null);

  Md5() {
    try {
      digest = MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has MD5", e);
    }
  }

  /** The caller may change the array after this returns. */
  void update(byte[] bytes, int offset, int length) {
    if (arriving == null && direct + length <= BLOCK) {
      digest.update(bytes, offset, length);
      direct += length;
      return;
    }
    if (arriving == null) {
      arriving = new byte[BLOCK];
      summed = new byte[BLOCK];
    }
    for (int done = 0; done < length; ) {
      int count = Math.min(length - done, BLOCK - filled);
      System.arraycopy(bytes, offset + done, arriving, filled, count);
      filled += count;
      done += count;
      if (filled == BLOCK) {
        sum();
      }
    }
  }

  private void sum() {
    summing.join();
    byte[] block = arriving;
    arriving = summed;
    summed = block;
    filled = 0;
    summing = CompletableFuture.runAsync(() -> digest.update(block), THREADS);
  }

  /** Frees the blocks until more bytes come. */
  void pause() {
    summing.join();
    if (filled > 0) {
      digest.update(arriving, 0, filled);
    }
    filled = 0;
    arriving = null;
    summed = null;
  }

  /** No bytes may come after this call. */
  byte[] digest() {
    pause();
    return digest.digest();
  }
}
