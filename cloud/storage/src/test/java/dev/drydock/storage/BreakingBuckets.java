package dev.drydock.storage;

import dev.drydock.cloud.objects.Buckets;
import dev.drydock.cloud.objects.Content;
import dev.drydock.cloud.objects.InMemoryObjectStore;
import dev.drydock.cloud.objects.ListPage;
import dev.drydock.cloud.objects.MultipartUploads;
import dev.drydock.cloud.objects.ObjectStore;
import dev.drydock.cloud.objects.RangeReads;
import dev.drydock.cloud.objects.StorageException;
import dev.drydock.cloud.objects.StorageException.Reason;
import dev.drydock.cloud.objects.StoredObject;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Buckets that become unreachable after a number of parts or ranges. */
final class BreakingBuckets implements Buckets {
  private final Buckets buckets;
  private final AtomicInteger left;
  private final AtomicInteger used = new AtomicInteger();
  private final AtomicInteger refused = new AtomicInteger();

  BreakingBuckets(Buckets buckets, int left) {
    this.buckets = buckets;
    this.left = new AtomicInteger(left);
  }

  /** How many parts and ranges were served. */
  int used() {
    return used.get();
  }

  /** How many were refused. */
  int refused() {
    return refused.get();
  }

  @Override
  public void create(String bucket) throws StorageException {
    buckets.create(bucket);
  }

  @Override
  public List<String> list() throws StorageException {
    return buckets.list();
  }

  @Override
  public void delete(String bucket) throws StorageException {
    buckets.delete(bucket);
  }

  @Override
  public ObjectStore open(String bucket) {
    return new Store((InMemoryObjectStore) buckets.open(bucket));
  }

  @Override
  public void close() {
    buckets.close();
  }

  private final class Store implements RangeReads, MultipartUploads {
    private final InMemoryObjectStore store;

    Store(InMemoryObjectStore store) {
      this.store = store;
    }

    private void use(String name) throws StorageException {
      if (left.decrementAndGet() < 0) {
        refused.incrementAndGet();
        throw new StorageException(
            Reason.UNREACHABLE, url(name) + ": the server cannot be reached");
      }
      used.incrementAndGet();
    }

    @Override
    public String url(String name) {
      return store.url(name);
    }

    @Override
    public StoredObject put(String name, Content content) throws StorageException {
      return store.put(name, content);
    }

    @Override
    public Optional<StoredObject> head(String name) throws StorageException {
      return store.head(name);
    }

    @Override
    public InputStream get(String name) throws StorageException {
      return store.get(name);
    }

    @Override
    public ListPage list(String prefix, String token) throws StorageException {
      return store.list(prefix, token);
    }

    @Override
    public ListPage listFolder(String prefix, String token) throws StorageException {
      return store.listFolder(prefix, token);
    }

    @Override
    public void delete(String name) throws StorageException {
      store.delete(name);
    }

    @Override
    public InputStream get(String name, String version, long offset, long length)
        throws StorageException {
      use(name);
      return store.get(name, version, offset, length);
    }

    @Override
    public long minimumPartSize() {
      return store.minimumPartSize();
    }

    @Override
    public int maximumParts() {
      return store.maximumParts();
    }

    @Override
    public Upload beginUpload(String name, long partSize) throws StorageException {
      return store.beginUpload(name, partSize);
    }

    @Override
    public Part putPart(Upload upload, int number, Content content) throws StorageException {
      use(upload.name());
      return store.putPart(upload, number, content);
    }

    @Override
    public List<Part> parts(Upload upload) throws StorageException {
      return store.parts(upload);
    }

    @Override
    public StoredObject complete(Upload upload, List<Part> parts) throws StorageException {
      return store.complete(upload, parts);
    }

    @Override
    public void abort(Upload upload) throws StorageException {
      store.abort(upload);
    }

    @Override
    public List<Upload> unfinished(String prefix) throws StorageException {
      return store.unfinished(prefix);
    }

    @Override
    public void close() {
      store.close();
    }
  }
}
