package dev.drydock.cloud.objects;

import java.util.List;

/** Buckets in the memory of one process, for tests. The shortest implementation to read. */
public final class InMemoryBuckets implements Buckets {
  private final InMemoryAccount account = new InMemoryAccount();

  @Override
  public void create(String bucket) throws StorageException {
    if (account.buckets.putIfAbsent(bucket, new InMemoryBucket()) != null) {
      throw new StorageException(
          StorageException.Reason.ALREADY_EXISTS,
          url(bucket) + ": bucket already exists: choose another name");
    }
  }

  @Override
  public List<String> list() {
    return List.copyOf(account.buckets.keySet());
  }

  @Override
  public void delete(String bucket) throws StorageException {
    InMemoryBucket found = account.find(bucket, url(bucket));
    synchronized (found) {
      if (!found.isEmpty()) {
        throw new StorageException(
            StorageException.Reason.FAILED,
            url(bucket) + ": bucket is not empty: remove its objects first");
      }
      account.buckets.remove(bucket, found);
    }
  }

  @Override
  public InMemoryObjectStore open(String bucket) {
    return new InMemoryObjectStore(account, bucket);
  }

  private static String url(String bucket) {
    return InMemoryAccount.url(bucket);
  }

  @Override
  public void close() {}
}
