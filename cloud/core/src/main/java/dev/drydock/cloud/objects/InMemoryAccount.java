package dev.drydock.cloud.objects;

import java.util.concurrent.ConcurrentSkipListMap;

/** Buckets by name. */
final class InMemoryAccount {
  final ConcurrentSkipListMap<String, InMemoryBucket> buckets = new ConcurrentSkipListMap<>();

  /**
   * @param url what the caller named, for the message
   */
  InMemoryBucket find(String bucket, String url) throws StorageException {
    InMemoryBucket found = buckets.get(bucket);
    if (found == null) {
      throw new StorageException(
          StorageException.Reason.NOT_FOUND, url + ": bucket does not exist");
    }
    return found;
  }

  static String url(String bucket) {
    return "memory://" + bucket;
  }
}
