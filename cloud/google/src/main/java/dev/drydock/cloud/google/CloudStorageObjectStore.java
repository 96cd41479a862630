package dev.drydock.cloud.google;

import com.google.api.client.http.HttpResponse;
import com.google.api.client.http.HttpResponseException;
import com.google.api.gax.paging.Page;
import com.google.api.services.storage.model.StorageObject;
import com.google.cloud.storage.Blob;
import com.google.cloud.storage.BlobId;
import com.google.cloud.storage.BlobInfo;
import com.google.cloud.storage.BucketInfo;
import com.google.cloud.storage.HttpMethod;
import com.google.cloud.storage.Storage;
import com.google.cloud.storage.Storage.BlobField;
import com.google.cloud.storage.Storage.BlobGetOption;
import com.google.cloud.storage.Storage.BlobListOption;
import com.google.cloud.storage.Storage.BlobSourceOption;
import com.google.cloud.storage.Storage.BlobTargetOption;
import com.google.cloud.storage.Storage.CopyRequest;
import com.google.cloud.storage.Storage.SignUrlOption;
import dev.drydock.cloud.Checksum;
import dev.drydock.cloud.ConditionalWrites;
import dev.drydock.cloud.Content;
import dev.drydock.cloud.DeclaredContent;
import dev.drydock.cloud.ListPage;
import dev.drydock.cloud.ObjectStore;
import dev.drydock.cloud.PresignedUrls;
import dev.drydock.cloud.RangeReads;
import dev.drydock.cloud.ResumableUploads;
import dev.drydock.cloud.ResumingInputStream;
import dev.drydock.cloud.ServerSideCopies;
import dev.drydock.cloud.StorageException;
import dev.drydock.cloud.StorageException.Reason;
import dev.drydock.cloud.StoredObject;
import dev.drydock.cloud.StreamWrites;
import dev.drydock.cloud.VerifiedInputStream;
import dev.drydock.cloud.Versions;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** A bucket of Cloud Storage. */
public final class CloudStorageObjectStore
    implements ObjectStore,
        RangeReads,
        ConditionalWrites,
        ResumableUploads,
        StreamWrites,
        ServerSideCopies,
        PresignedUrls,
        Versions {
  /** The largest object that is sent in one request, from memory. */
  private static final int SMALL = 4 << 20;

  private static final int PARTIAL_CONTENT = 206;

  private static final BlobField[] FIELDS = {
    BlobField.BUCKET,
    BlobField.NAME,
    BlobField.SIZE,
    BlobField.GENERATION,
    BlobField.UPDATED,
    BlobField.CRC32C
  };

  private final CloudStorageConnection connection;
  private final String bucket;
  private final CloudStorageUploads uploads;

  CloudStorageObjectStore(CloudStorageConnection connection, String bucket) {
    this.connection = connection;
    this.bucket = bucket;
    this.uploads = new CloudStorageUploads(connection, bucket);
  }

  @Override
  public String url(String name) {
    return "gs://" + bucket + "/" + name;
  }

  private Storage storage() {
    return connection.storage();
  }

  private BlobId id(String name) {
    return BlobId.of(bucket, name);
  }

  @Override
  public StoredObject put(String name, Content content) throws StorageException {
    return put(name, content, Map.of());
  }

  @Override
  public StoredObject putIfAbsent(String name, Content content) throws StorageException {
    try {
      return put(name, content, Map.of("ifGenerationMatch", 0L));
    } catch (StorageException e) {
      if (e.reason() == Reason.PRECONDITION_FAILED) {
        throw new StorageException(
            Reason.ALREADY_EXISTS, url(name) + ": there is such an object", e.getCause());
      }
      throw e;
    }
  }

  @Override
  public StoredObject replace(String name, String version, Content content)
      throws StorageException {
    return put(name, content, Map.of("ifGenerationMatch", Long.parseLong(version)));
  }

  private StoredObject put(String name, Content content, Map<String, Long> condition)
      throws StorageException {
    if (content.length() <= SMALL) {
      return putSmall(name, content, condition);
    }
    return call(
        url(name),
        () -> {
          String session = connection.retry(() -> uploads.begin(name, content.length(), condition));
          return inSession(session, () -> uploads.send(url(name), session, content));
        });
  }

  @Override
  public StoredObject put(String name, InputStream bytes) throws StorageException {
    return call(
        url(name),
        () -> {
          byte[] first = CloudStorageStream.chunk(url(name), bytes);
          if (first.length < CloudStorageStream.CHUNK) {
            return put(name, Content.of(first));
          }
          String session = connection.retry(() -> uploads.begin(name, -1, Map.of()));
          CloudStorageStream stream =
              new CloudStorageStream(connection, uploads, url(name), session);
          return inSession(session, () -> stream.send(first, bytes));
        });
  }

  /** An upload that nobody goes on with: if it fails, the store is to forget what it has of it. */
  private StoredObject inSession(String session, Callable<StorageObject> upload) throws Exception {
    try {
      return CloudStorageObjects.of(upload.call());
    } catch (Exception e) {
      boolean interrupted = Thread.interrupted();
      try {
        uploads.abandon(session);
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

  private StoredObject putSmall(String name, Content content, Map<String, Long> condition)
      throws StorageException {
    BlobTargetOption[] options =
        condition.values().stream()
            .map(BlobTargetOption::generationMatch)
            .toArray(BlobTargetOption[]::new);
    return ask(
        url(name),
        () -> {
          byte[] bytes = read(name, content);
          BlobInfo blob =
              BlobInfo.newBuilder(id(name)).setContentType("application/octet-stream").build();
          // The client makes the checksums of an array and sends them with it.
          return CloudStorageObjects.of(storage().create(blob, bytes, options));
        });
  }

  private byte[] read(String name, Content content) throws IOException {
    try (InputStream bytes = new DeclaredContent(content, url(name)).open()) {
      return bytes.readAllBytes();
    }
  }

  @Override
  public Optional<StoredObject> head(String name) throws StorageException {
    return ask(
        url(name),
        () ->
            Optional.ofNullable(storage().get(id(name), BlobGetOption.fields(FIELDS)))
                .map(CloudStorageObjects::of));
  }

  @Override
  public InputStream get(String name) throws StorageException {
    return whole(name, null);
  }

  @Override
  public InputStream getVersion(String name, String version) throws StorageException {
    return whole(name, Long.valueOf(version));
  }

  private InputStream whole(String name, Long generation) throws StorageException {
    HttpResponse response = read(name, generation, null, null);
    Long seen =
        generation != null
            ? generation
            : Long.valueOf(response.getHeaders().getFirstHeaderStringValue("x-goog-generation"));
    long size = size(response);
    InputStream bytes =
        new ResumingInputStream(
            body(name, response),
            size,
            offset -> body(name, read(name, seen, null, "bytes=" + offset + "-")));
    return new VerifiedInputStream(
        bytes, url(name), size, CloudStorageObjects.checksum(response.getHeaders()));
  }

  @Override
  public InputStream get(String name, String version, long offset, long length)
      throws StorageException {
    HttpResponse response =
        read(
            name,
            null,
            version.isEmpty() ? null : Long.valueOf(version),
            "bytes=" + offset + "-" + (offset + length - 1));
    return new VerifiedInputStream(body(name, response), url(name), size(response), Checksum.NONE);
  }

  private HttpResponse read(String name, Long generation, Long expected, String range)
      throws StorageException {
    return ask(
        url(name),
        () -> {
          var get =
              connection
                  .media()
                  .objects()
                  .get(bucket, name)
                  .setGeneration(generation)
                  .setIfGenerationMatch(expected);
          // As stored, also if it says that it is compressed: its checksum is of that.
          get.setReturnRawInputStream(true);
          get.getRequestHeaders().setRange(range);
          HttpResponse response = get.executeMedia();
          // All bytes instead, as some proxies answer, would be taken for the range.
          if (range != null && response.getStatusCode() != PARTIAL_CONTENT) {
            closeQuietly(response);
            throw new StorageException(
                Reason.FAILED, url(name) + ": the store gives other bytes than asked for");
          }
          return response;
        });
  }

  private static void closeQuietly(HttpResponse response) {
    try {
      response.disconnect();
    } catch (IOException e) {
      // What comes of it is not wanted.
    }
  }

  private static long size(HttpResponse response) {
    return response.getHeaders().getContentLength();
  }

  private InputStream body(String name, HttpResponse response) throws StorageException {
    try {
      InputStream bytes = response.getContent();
      return new Download(bytes == null ? InputStream.nullInputStream() : bytes, response);
    } catch (IOException e) {
      throw CloudStorageErrors.translate(url(name), e);
    }
  }

  /** Closing it early drops the connection instead of reading the rest of the object. */
  private static final class Download extends FilterInputStream {
    private final HttpResponse response;

    Download(InputStream bytes, HttpResponse response) {
      super(bytes);
      this.response = response;
    }

    @Override
    public void close() throws IOException {
      response.disconnect();
    }
  }

  @Override
  public ListPage list(String prefix, String token) throws StorageException {
    return list(prefix, BlobListOption.pageToken(token));
  }

  @Override
  public ListPage listFolder(String prefix, String token) throws StorageException {
    return list(prefix, BlobListOption.pageToken(token), BlobListOption.currentDirectory());
  }

  private ListPage list(String prefix, BlobListOption... which) throws StorageException {
    List<BlobListOption> options = new ArrayList<>(List.of(which));
    options.add(BlobListOption.prefix(prefix));
    options.add(BlobListOption.pageSize(1000));
    options.add(BlobListOption.fields(FIELDS));
    try {
      return ask(
          url(prefix),
          () -> {
            Page<Blob> page = storage().list(bucket, options.toArray(new BlobListOption[0]));
            List<StoredObject> objects = new ArrayList<>();
            List<String> folders = new ArrayList<>();
            for (Blob blob : page.getValues()) {
              if (blob.isDirectory()) {
                folders.add(blob.getName());
              } else {
                objects.add(CloudStorageObjects.of(blob));
              }
            }
            return new ListPage(
                objects, folders, page.getNextPageToken() == null ? "" : page.getNextPageToken());
          });
    } catch (StorageException e) {
      throw CloudStorageErrors.ofBucket(url(prefix), e);
    }
  }

  @Override
  public void delete(String name) throws StorageException {
    ask(url(name), () -> storage().delete(id(name)));
  }

  @Override
  public String begin(String name, long length) throws StorageException {
    return ask(url(name), () -> uploads.begin(name, length, Map.of()));
  }

  @Override
  public StoredObject resume(String name, String session, Content content) throws StorageException {
    if (!uploads.mayKnow(session)) {
      throw new StorageException(
          Reason.NOT_FOUND, url(name) + ": the upload was begun at another server: begin again");
    }
    StorageObject object =
        call(
            url(name),
            () -> {
              try {
                return uploads.resume(url(name), session, content);
              } catch (HttpResponseException e) {
                throw gone(name, e);
              }
            });
    return CloudStorageObjects.of(object);
  }

  /** A cancelled session answers 499, one of another time 404 or 410. */
  private IOException gone(String name, HttpResponseException e) {
    return List.of(404, 410, 499).contains(e.getStatusCode())
        ? new StorageException(
            Reason.NOT_FOUND, url(name) + ": there is no such upload: begin again", e)
        : e;
  }

  @Override
  public void abandon(String name, String session) throws StorageException {
    if (!uploads.mayKnow(session)) {
      return;
    }
    ask(
        url(name),
        () -> {
          uploads.abandon(session);
          return null;
        });
  }

  @Override
  public StoredObject copy(String sourceBucket, String sourceName, String version, String name)
      throws StorageException {
    CopyRequest request =
        CopyRequest.newBuilder()
            .setSource(sourceBucket, sourceName)
            .setSourceOptions(BlobSourceOption.generationMatch(Long.parseLong(version)))
            .setTarget(id(name))
            .build();
    String source = "gs://" + sourceBucket + "/" + sourceName;
    return ask(source, () -> CloudStorageObjects.of(storage().copy(request).getResult()));
  }

  @Override
  public URI presignGet(String name, Duration validity) throws StorageException {
    return presign(name, validity, HttpMethod.GET);
  }

  @Override
  public URI presignPut(String name, Duration validity) throws StorageException {
    return presign(name, validity, HttpMethod.PUT);
  }

  private URI presign(String name, Duration validity, HttpMethod method) throws StorageException {
    try {
      return storage()
          .signUrl(
              BlobInfo.newBuilder(id(name)).build(),
              validity.toSeconds(),
              TimeUnit.SECONDS,
              SignUrlOption.withV4Signature(),
              SignUrlOption.httpMethod(method),
              SignUrlOption.withHostName(connection.host()))
          .toURI();
    } catch (IllegalStateException e) {
      throw new StorageException(
          Reason.ACCESS_DENIED,
          url(name)
              + ": only the key file of a service account signs URLs: set"
              + " GOOGLE_APPLICATION_CREDENTIALS",
          e);
    } catch (IllegalArgumentException | java.net.URISyntaxException e) {
      throw new StorageException(Reason.FAILED, url(name) + ": " + e.getMessage(), e);
    }
  }

  @Override
  public void keepVersions(boolean keep) throws StorageException {
    ask(
        url(""),
        () -> storage().update(BucketInfo.newBuilder(bucket).setVersioningEnabled(keep).build()));
  }

  @Override
  public List<StoredObject> versions(String name) throws StorageException {
    return ask(
        url(name),
        () ->
            storage()
                .list(
                    bucket,
                    BlobListOption.prefix(name),
                    BlobListOption.versions(true),
                    BlobListOption.fields(FIELDS))
                .streamAll()
                .filter(blob -> blob.getName().equals(name))
                .sorted(Comparator.comparing(Blob::getGeneration).reversed())
                .map(CloudStorageObjects::of)
                .toList());
  }

  private <T> T ask(String url, Callable<T> call) throws StorageException {
    return call(url, () -> connection.retry(call));
  }

  /** Makes a line and a reason of whatever a call throws. */
  static <T> T call(String url, Callable<T> call) throws StorageException {
    try {
      return call.call();
    } catch (StorageException e) {
      throw e;
    } catch (Exception e) {
      throw CloudStorageErrors.translate(url, e);
    }
  }

  /** The connections are those of the {@link CloudStorageBuckets} that opened it. */
  @Override
  public void close() {}
}
