package dev.drydock.storage.transfer;

import dev.drydock.cloud.objects.MultipartUploads;

/** How a large object is divided into parts. */
final class PartSizes {
  /** Smaller objects are sent in one request. */
  static final long LARGE = 32L << 20;

  private static final long PART = 16L << 20;
  private static final long STEP = 1L << 20;

  private PartSizes() {}

  /** The size of every part but the last. */
  static long of(long size, MultipartUploads uploads) {
    return of(size, uploads.minimumPartSize(), uploads.maximumParts());
  }

  static long of(long size, long minimum, int maximumParts) {
    long part = Math.max(PART, minimum);
    long enough = (size + maximumParts - 1) / maximumParts;
    return Math.max(part, (enough + STEP - 1) / STEP * STEP);
  }

  static int count(long size, long partSize) {
    return Math.toIntExact(Math.max(1, (size + partSize - 1) / partSize));
  }
}
