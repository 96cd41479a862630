package dev.drydock.cloud.google.storage;

import com.google.api.client.http.HttpResponseException;
import com.google.api.services.storage.model.StorageObject;
import com.google.cloud.storage.BlobInfo;
import com.google.cloud.storage.Storage.BlobTargetOption;
import dev.drydock.cloud.objects.Content;
import dev.drydock.cloud.objects.DeclaredContent;
import dev.drydock.cloud.objects.StorageException;
import dev.drydock.cloud.objects.StorageException.Reason;
import dev.drydock.cloud.objects.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/**
 * Writes objects: small ones in one request, others in a session, which survives a lost connection.
 */
final class CloudStorageUploads {
  /** The largest object that is sent in one request, from memory. */
  private static final int SMALL = 4 << 20;

  /** The answers for a session that has expired, and for one that was cancelled (499). */
  private static final List<Integer> GONE = List.of(404, 410, 499);

  private final CloudStorageBucket bucket;
  private final CloudStorageConnection connection;
  private final CloudStorageSessions sessions;

  CloudStorageUploads(CloudStorageBucket bucket) {
    this.bucket = bucket;
    this.connection = bucket.connection();
    this.sessions = new CloudStorageSessions(bucket);
  }

  StoredObject put(String name, Content content) throws StorageException {
    return put(name, content, Map.of());
  }

  StoredObject putIfAbsent(String name, Content content) throws StorageException {
    try {
      return put(name, content, Map.of("ifGenerationMatch", 0L));
    } catch (StorageException e) {
      if (e.reason() == Reason.PRECONDITION_FAILED) {
        throw new StorageException(
            Reason.ALREADY_EXISTS, bucket.url(name) + ": object already exists", e.getCause());
      }
      throw e;
    }
  }

  StoredObject replace(String name, String version, Content content) throws StorageException {
    return put(name, content, Map.of("ifGenerationMatch", Long.parseLong(version)));
  }

  private StoredObject put(String name, Content content, Map<String, Long> condition)
      throws StorageException {
    if (content.length() <= SMALL) {
      return putSmall(name, content, condition);
    }
    String url = bucket.url(name);
    return bucket.once(
        name,
        () -> {
          String session = beginSession(name, content.length(), condition);
          return inSession(session, () -> sessions.send(url, session, content));
        });
  }

  private StoredObject putSmall(String name, Content content, Map<String, Long> condition)
      throws StorageException {
    BlobTargetOption[] options =
        condition.values().stream()
            .map(BlobTargetOption::generationMatch)
            .toArray(BlobTargetOption[]::new);
    return toBucket(
        name,
        () -> {
          byte[] bytes = read(name, content);
          BlobInfo blob =
              BlobInfo.newBuilder(bucket.id(name))
                  .setContentType("application/octet-stream")
                  .build();
          // The client computes the checksums of the array and sends them.
          return CloudStorageObjects.of(bucket.storage().create(blob, bytes, options));
        });
  }

  private byte[] read(String name, Content content) throws IOException {
    try (InputStream bytes = new DeclaredContent(content, bucket.url(name)).open()) {
      return bytes.readAllBytes();
    }
  }

  StoredObject put(String name, InputStream bytes) throws StorageException {
    String url = bucket.url(name);
    return bucket.once(
        name,
        () -> {
          byte[] first = CloudStorageStream.chunk(url, bytes);
          if (first.length < CloudStorageStream.CHUNK) {
            return put(name, Content.of(first));
          }
          String session = beginSession(name, -1, Map.of());
          CloudStorageStream stream = new CloudStorageStream(connection, sessions, url, session);
          return inSession(session, () -> stream.send(first, bytes));
        });
  }

  /**
   * Runs an upload that will not be resumed. If it fails, the store is told to forget its bytes.
   */
  private StoredObject inSession(String session, Callable<StorageObject> upload) throws Exception {
    try {
      return CloudStorageObjects.of(upload.call());
    } catch (Exception e) {
      boolean interrupted = Thread.interrupted();
      try {
        sessions.abandon(session);
      } catch (IOException notReached) {
        e.addSuppressed(notReached);
      } finally {
        if (interrupted) {
          Thread.currentThread().interrupt();
        }
      }
      throw e;
    }
  }

  String beginSession(String name, long length) throws StorageException {
    return beginSession(name, length, Map.of());
  }

  private String beginSession(String name, long length, Map<String, Long> condition)
      throws StorageException {
    return toBucket(name, () -> sessions.begin(name, length, condition));
  }

  /** Makes the first request of a write. If that finds nothing, the bucket does not exist. */
  private <T> T toBucket(String name, Callable<T> call) throws StorageException {
    try {
      return bucket.ask(name, call);
    } catch (StorageException e) {
      throw CloudStorageErrors.ofBucket(bucket.url(name), e);
    }
  }

  StoredObject resume(String name, String session, Content content) throws StorageException {
    String url = bucket.url(name);
    if (!sessions.mayKnow(session)) {
      throw new StorageException(
          Reason.NOT_FOUND, url + ": the upload was started on another server: start again");
    }
    StorageObject object =
        bucket.once(
            name,
            () -> {
              try {
                return sessions.resume(url, session, content);
              } catch (HttpResponseException e) {
                throw GONE.contains(e.getStatusCode())
                    ? new StorageException(
                        Reason.NOT_FOUND, url + ": upload does not exist: start again", e)
                    : e;
              }
            });
    return CloudStorageObjects.of(object);
  }

  void abandon(String name, String session) throws StorageException {
    if (!sessions.mayKnow(session)) {
      return;
    }
    bucket.ask(
        name,
        () -> {
          sessions.abandon(session);
          return null;
        });
  }
}
