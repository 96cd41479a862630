package dev.drydock.cluster.gcs.store;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * MD5 (RFC 1321) of bytes as they pass. It takes longer than all else that is done with them, so of
 * a long row another thread sums one block while the next one arrives.
 */
final class Md5 {
  /** Up to so many bytes are not worth another thread. */
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

  /** The array is the caller's again when this returns. */
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

  /** Gives its memory back until more passes. */
  void pause() {
    summing.join();
    if (filled > 0) {
      digest.update(arriving, 0, filled);
    }
    filled = 0;
    arriving = null;
    summed = null;
  }

  /** Nothing may pass after it. */
  byte[] digest() {
    pause();
    return digest.digest();
  }
}
