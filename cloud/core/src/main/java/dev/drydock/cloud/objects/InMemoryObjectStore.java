package dev.drydock.cloud.objects;

import static dev.drydock.cloud.objects.StorageException.Reason.ALREADY_EXISTS;
import static dev.drydock.cloud.objects.StorageException.Reason.FAILED;
import static dev.drydock.cloud.objects.StorageException.Reason.NOT_FOUND;
import static dev.drydock.cloud.objects.StorageException.Reason.PRECONDITION_FAILED;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A bucket of {@link InMemoryBuckets}. It has every ability that needs no server. */
public final class InMemoryObjectStore
    implements RangeReads,
        ConditionalWrites,
        MultipartUploads,
        StreamWrites,
        ServerSideCopies,
        Versions {
  private static final int PAGE = 1000;
  private static final int LONGEST_NAME = 1024;

  private final InMemoryAccount account;
  private final String bucket;

  InMemoryObjectStore(InMemoryAccount account, String bucket) {
    this.account = account;
    this.bucket = bucket;
  }

  @Override
  public String url(String name) {
    return InMemoryAccount.url(bucket) + (name.isEmpty() ? "" : "/" + name);
  }

  @Override
  public StoredObject put(String name, Content content) throws StorageException {
    byte[] bytes = read(name, content);
    return objects(name).put(named(name), bytes);
  }

  @Override
  public StoredObject put(String name, InputStream bytes) throws StorageException {
    try {
      return objects(name).put(named(name), bytes.readAllBytes());
    } catch (IOException e) {
      throw DeclaredContent.unreadable(url(name), e);
    }
  }

  @Override
  public StoredObject putIfAbsent(String name, Content content) throws StorageException {
    byte[] bytes = read(name, content);
    InMemoryBucket objects = objects(name);
    synchronized (objects) {
      if (objects.find(name).isPresent()) {
        throw failure(ALREADY_EXISTS, name, "object already exists");
      }
      return objects.put(named(name), bytes);
    }
  }

  @Override
  public StoredObject replace(String name, String version, Content content)
      throws StorageException {
    byte[] bytes = read(name, content);
    InMemoryBucket objects = objects(name);
    synchronized (objects) {
      expect(objects.find(name), version, name);
      return objects.put(name, bytes);
    }
  }

  private byte[] read(String name, Content content) throws StorageException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (InputStream in = new DeclaredContent(content, url(name)).open()) {
      in.transferTo(bytes);
    } catch (IOException e) {
      throw DeclaredContent.unreadable(url(name), e);
    }
    return bytes.toByteArray();
  }

  private String named(String name) throws StorageException {
    int length = name.getBytes(StandardCharsets.UTF_8).length;
    if (length < 1 || length > LONGEST_NAME) {
      throw failure(
          FAILED, name, "a name has 1 to " + LONGEST_NAME + " bytes, this one has " + length);
    }
    return name;
  }

  @Override
  public Optional<StoredObject> head(String name) {
    try {
      return objects(name).find(name).map(InMemoryBucket.Entry::about);
    } catch (StorageException noBucket) {
      return Optional.empty();
    }
  }

  @Override
  public InputStream get(String name) throws StorageException {
    return new ByteArrayInputStream(require(objects(name).find(name), name).bytes());
  }

  @Override
  public InputStream get(String name, String version, long offset, long length)
      throws StorageException {
    InMemoryBucket.Entry entry = require(objects(name).find(name), name);
    if (!version.isEmpty()) {
      expect(Optional.of(entry), version, name);
    }
    byte[] bytes = entry.bytes();
    if (offset < 0 || offset >= bytes.length) {
      throw failure(
          FAILED, name, "offset " + offset + " is past the end, at " + bytes.length + " bytes");
    }
    return new ByteArrayInputStream(
        bytes, (int) offset, (int) Math.min(length, bytes.length - offset));
  }

  @Override
  public ListPage list(String prefix, String token) throws StorageException {
    List<StoredObject> page = objects(prefix).list(prefix, token, PAGE);
    return new ListPage(page, page.size() < PAGE ? "" : page.get(PAGE - 1).name());
  }

  @Override
  public ListPage listFolder(String prefix, String token) throws StorageException {
    return objects(prefix).listFolder(prefix, token, PAGE);
  }

  @Override
  public void delete(String name) {
    try {
      objects(name).delete(name);
    } catch (StorageException noBucket) {
      // Then the object does not exist either, which is not an error.
    }
  }

  @Override
  public StoredObject copy(String sourceBucket, String sourceName, String version, String name)
      throws StorageException {
    InMemoryObjectStore source = new InMemoryObjectStore(account, sourceBucket);
    Optional<InMemoryBucket.Entry> found = source.objects(sourceName).find(sourceName);
    InMemoryBucket.Entry entry = source.require(found, sourceName);
    source.expect(found, version, sourceName);
    return objects(name).put(named(name), entry.bytes());
  }

  @Override
  public void keepVersions(boolean keep) throws StorageException {
    objects("").keepVersions(keep);
  }

  @Override
  public List<StoredObject> versions(String name) throws StorageException {
    return objects(name).versions(name).stream().map(InMemoryBucket.Entry::about).toList();
  }

  @Override
  public InputStream getVersion(String name, String version) throws StorageException {
    return new ByteArrayInputStream(require(objects(name).find(name, version), name).bytes());
  }

  /** A single page, as everything is in memory anyway. */
  @Override
  public ListPage listVersions(String prefix, String token) throws StorageException {
    return new ListPage(objects(prefix).allVersions(prefix), "");
  }

  @Override
  public void deleteVersion(String name, String version) throws StorageException {
    objects(name).deleteVersion(name, version);
  }

  @Override
  public long minimumPartSize() {
    return 1;
  }

  @Override
  public int maximumParts() {
    return 10_000;
  }

  @Override
  public Upload beginUpload(String name, long partSize) throws StorageException {
    return objects(name).begin(named(name)).upload();
  }

  @Override
  public Part putPart(Upload upload, int number, Content content) throws StorageException {
    byte[] bytes = read(upload.name(), content);
    InMemoryBucket objects = objects(upload.name());
    synchronized (objects) {
      pending(objects, upload).parts().put(number, bytes);
    }
    return part(number, bytes);
  }

  private static Part part(int number, byte[] bytes) {
    return new Part(
        number, bytes.length, Integer.toHexString(Arrays.hashCode(bytes)), Checksum.NONE);
  }

  @Override
  public List<Part> parts(Upload upload) throws StorageException {
    InMemoryBucket objects = objects(upload.name());
    synchronized (objects) {
      return pending(objects, upload).parts().entrySet().stream()
          .map(part -> part(part.getKey(), part.getValue()))
          .toList();
    }
  }

  @Override
  public StoredObject complete(Upload upload, List<Part> parts) throws StorageException {
    InMemoryBucket objects = objects(upload.name());
    synchronized (objects) {
      InMemoryBucket.Pending pending = pending(objects, upload);
      ByteArrayOutputStream whole = new ByteArrayOutputStream();
      for (Part part : parts) {
        byte[] bytes = pending.parts().get(part.number());
        if (bytes == null || !part(part.number(), bytes).equals(part)) {
          throw failure(
              FAILED, upload.name(), "part " + part.number() + " does not match what was sent");
        }
        whole.writeBytes(bytes);
      }
      objects.forget(upload.id());
      return objects.put(upload.name(), whole.toByteArray());
    }
  }

  @Override
  public void abort(Upload upload) throws StorageException {
    objects(upload.name()).forget(upload.id());
  }

  @Override
  public List<Upload> unfinished(String prefix) throws StorageException {
    return objects(prefix).unfinished(prefix);
  }

  private InMemoryBucket.Pending pending(InMemoryBucket objects, Upload upload)
      throws StorageException {
    return objects
        .pending(upload.name(), upload.id())
        .orElseThrow(() -> failure(NOT_FOUND, upload.name(), "upload does not exist"));
  }

  /** The bucket; if it does not exist, the failure names the object. */
  private InMemoryBucket objects(String name) throws StorageException {
    return account.find(bucket, url(name));
  }

  private InMemoryBucket.Entry require(Optional<InMemoryBucket.Entry> entry, String name)
      throws StorageException {
    return entry.orElseThrow(() -> failure(NOT_FOUND, name, "object does not exist"));
  }

  private void expect(Optional<InMemoryBucket.Entry> entry, String version, String name)
      throws StorageException {
    if (!entry.map(found -> found.about().version().equals(version)).orElse(false)) {
      throw failure(PRECONDITION_FAILED, name, "version " + version + " is no longer current");
    }
  }

  private StorageException failure(StorageException.Reason reason, String name, String what) {
    return new StorageException(reason, url(name) + ": " + what);
  }

  @Override
  public void close() {}
}
