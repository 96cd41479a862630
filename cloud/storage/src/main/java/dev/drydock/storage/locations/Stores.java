package dev.drydock.storage.locations;

import dev.drydock.cloud.aws.s3.S3Buckets;
import dev.drydock.cloud.google.storage.CloudStorageBuckets;
import dev.drydock.cloud.objects.Buckets;
import dev.drydock.cloud.objects.ObjectStore;
import dev.drydock.cloud.objects.StorageException;
import dev.drydock.storage.files.FileObjectStore;
import dev.drydock.storage.hdfs.HdfsFiles;
import dev.drydock.storage.hdfs.HdfsObjectStore;
import java.io.Closeable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/** Opens the stores of locations, and keeps them open for the next use. */
public class Stores implements Closeable {
  private final Map<Scheme, Buckets> providers = new EnumMap<>(Scheme.class);
  private final Map<Location, ObjectStore> stores = new HashMap<>();
  private final Map<String, HdfsFiles> hdfs = new HashMap<>();

  /** The buckets of a provider. */
  public synchronized Buckets buckets(Scheme scheme) throws StorageException {
    Buckets known = providers.get(scheme);
    if (known == null) {
      known = connect(scheme);
      providers.put(scheme, known);
    }
    return known;
  }

  /** Connects according to the environment. */
  protected Buckets connect(Scheme scheme) throws StorageException {
    return switch (scheme) {
      case S3 -> S3Buckets.fromSettings();
      case GS -> CloudStorageBuckets.fromSettings();
      case HDFS, FILE -> throw new IllegalArgumentException(scheme + " has no buckets");
    };
  }

  /** A folder, given as one. It need not exist. */
  public synchronized Folder folder(Location location) throws StorageException {
    if (location.scheme().hasBuckets()) {
      if (location.bucket().isEmpty()) {
        throw new StorageException(
            StorageException.Reason.FAILED,
            location + ": names no bucket: write " + location + "BUCKET/NAME");
      }
      Location bucket = new Location(location.scheme(), location.bucket(), "");
      ObjectStore store = stores.get(bucket);
      if (store == null) {
        store = buckets(location.scheme()).open(location.bucket());
        stores.put(bucket, store);
      }
      return new Folder(location, store, location.name());
    }
    ObjectStore store = stores.get(location);
    if (store == null) {
      store =
          location.scheme() == Scheme.FILE
              ? new FileObjectStore(Path.of("/" + location.withoutSlash().name()))
              : new HdfsObjectStore(hdfs(location.bucket()), location.url(), "/" + location.name());
      stores.put(location, store);
    }
    return new Folder(location, store, "");
  }

  /** A folder in which links are objects of their own, for removing its contents. */
  Folder folderOfLinks(Location location) throws StorageException {
    return location.scheme() == Scheme.FILE
        ? new Folder(
            location, FileObjectStore.ofLinks(Path.of("/" + location.withoutSlash().name())), "")
        : folder(location);
  }

  /** Whether a folder exists; buckets have none. */
  public boolean isDirectory(Location location) throws StorageException {
    return switch (location.scheme()) {
      case S3, GS -> false;
      case HDFS ->
          hdfs(location.bucket()).isDirectory("/" + location.withoutSlash().name(), location.url());
      case FILE -> Files.isDirectory(Path.of("/" + location.name()));
    };
  }

  /** Whether this is a pipe or a device, which has no bytes of its own. */
  boolean isDeviceOrPipe(Location location) {
    Path path = Path.of("/" + location.withoutSlash().name());
    return location.scheme() == Scheme.FILE
        && Files.exists(path)
        && !Files.isRegularFile(path)
        && !Files.isDirectory(path);
  }

  private synchronized HdfsFiles hdfs(String address) throws StorageException {
    HdfsFiles files = hdfs.get(address);
    if (files == null) {
      files = HdfsFiles.connect(address);
      hdfs.put(address, files);
    }
    return files;
  }

  @Override
  public synchronized void close() {
    providers.values().forEach(Buckets::close);
    hdfs.values().forEach(HdfsFiles::close);
  }
}
