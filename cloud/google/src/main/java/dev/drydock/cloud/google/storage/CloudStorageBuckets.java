package dev.drydock.cloud.google.storage;

import com.google.cloud.storage.Bucket;
import com.google.cloud.storage.BucketInfo;
import dev.drydock.cloud.objects.Buckets;
import dev.drydock.cloud.objects.StorageException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;

/** The buckets of a project in Cloud Storage. */
public final class CloudStorageBuckets implements Buckets {
  private final CloudStorageConnection connection;

  private CloudStorageBuckets(CloudStorageConnection connection) {
    this.connection = connection;
  }

  /**
   * Connects as Google's own tools do: to {@code STORAGE_EMULATOR_HOST} if that is set, with the
   * key of {@code GOOGLE_APPLICATION_CREDENTIALS} and its token endpoint. Nothing is sent yet.
   *
   * @throws StorageException ACCESS_DENIED if there are no credentials, except for an emulator
   */
  public static CloudStorageBuckets fromSettings() throws StorageException {
    return new CloudStorageBuckets(CloudStorageConnection.fromSettings());
  }

  /**
   * Connects to an endpoint, whatever the settings say.
   *
   * @param keyFile of a service account; null to send no token
   */
  public static CloudStorageBuckets at(String endpoint, Path keyFile) throws StorageException {
    return at(endpoint, keyFile, CloudStorageConnection.PATIENCE);
  }

  /**
   * @param patience how long to retry calls that make no progress
   */
  static CloudStorageBuckets at(String endpoint, Path keyFile, Duration patience)
      throws StorageException {
    return at(endpoint, keyFile, patience, CloudStorageConnection.READ_TIMEOUT);
  }

  /**
   * @param readTimeout how long to wait for the first byte of an answer, or the next one
   */
  static CloudStorageBuckets at(
      String endpoint, Path keyFile, Duration patience, Duration readTimeout)
      throws StorageException {
    return new CloudStorageBuckets(
        CloudStorageConnection.to(endpoint, keyFile, patience, readTimeout));
  }

  @Override
  public void create(String bucket) throws StorageException {
    requireProject();
    ask(url(bucket), () -> connection.storage().create(BucketInfo.of(bucket)));
  }

  @Override
  public List<String> list() throws StorageException {
    requireProject();
    return ask(
        "gs", () -> connection.storage().list().streamAll().map(Bucket::getName).sorted().toList());
  }

  @Override
  public void delete(String bucket) throws StorageException {
    boolean deleted = ask(url(bucket), () -> connection.storage().delete(bucket));
    if (!deleted) {
      throw new StorageException(
          StorageException.Reason.NOT_FOUND, url(bucket) + ": bucket does not exist");
    }
  }

  @Override
  public CloudStorageObjectStore open(String bucket) {
    return new CloudStorageObjectStore(new CloudStorageBucket(connection, bucket));
  }

  /** Only buckets belong to a project. Their objects can be reached without one. */
  private void requireProject() throws StorageException {
    String project = connection.storage().getOptions().getProjectId();
    if (project == null || project.isBlank()) {
      throw new StorageException(
          StorageException.Reason.FAILED,
          "gs: no project is set for the buckets: set GOOGLE_CLOUD_PROJECT");
    }
  }

  private <T> T ask(String url, Callable<T> call) throws StorageException {
    return CloudStorageErrors.translated(url, () -> connection.retry(call));
  }

  private static String url(String bucket) {
    return "gs://" + bucket;
  }

  @Override
  public void close() {
    connection.close();
  }
}
