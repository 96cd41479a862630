package dev.drydock.cloud.objects;

import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;

/** Buckets in the memory of one process, for tests. The shortest implementation to read. */
public final class InMemoryBuckets implements Buckets {
  private final ConcurrentSkipListMap<String, InMemoryBucket> buckets =
      new ConcurrentSkipListMap<>();

  @Override
  public void create(String bucket) throws StorageException {
    if (buckets.putIfAbsent(bucket, new InMemoryBucket()) != null) {
      throw new StorageException(
          StorageException.Reason.ALREADY_EXISTS,
          url(bucket) + ": bucket already exists: choose another name");
    }
  }

  @Override
  public List<String> list() {
    return List.copyOf(buckets.keySet());
  }

  @Override
  public void delete(String bucket) throws StorageException {
    InMemoryBucket found = find(bucket, url(bucket));
    synchronized (found) {
      if (!found.isEmpty()) {
        throw new StorageException(
            StorageException.Reason.FAILED,
            url(bucket) + ": bucket is not empty: remove its objects first");
      }
      buckets.remove(bucket, found);
    }
  }

  @Override
  public InMemoryObjectStore open(String bucket) {
    return new InMemoryObjectStore(this, bucket);
  }

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

  @Override
  public void close() {}
}
