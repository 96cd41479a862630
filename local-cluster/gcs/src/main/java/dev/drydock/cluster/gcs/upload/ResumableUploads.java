package dev.drydock.cluster.gcs.upload;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.drydock.cluster.gcs.resource.ObjectProperties;
import dev.drydock.cluster.gcs.resource.Resources;
import dev.drydock.cluster.gcs.store.BucketTable;
import dev.drydock.cluster.gcs.store.ObjectTable;
import dev.drydock.cluster.gcs.store.StagedContent;
import dev.drydock.cluster.gcs.store.Storage;
import dev.drydock.cluster.gcs.store.StoredBucket;
import dev.drydock.cluster.gcs.store.UploadTable;
import dev.drydock.cluster.gcs.store.UploadTable.Upload;
import dev.drydock.cluster.google.ApiException;
import dev.drydock.cluster.google.ApiRequest;
import dev.drydock.cluster.google.Reply;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Uploads in several requests. They are resumed after the client or the server was interrupted:
 * {@code https://cloud.google.com/storage/docs/performing-resumable-uploads}.
 */
public final class ResumableUploads {
  /** After this time an upload cannot be resumed. */
  private static final Duration LIFE = Duration.ofDays(7);

  private static final int INCOMPLETE = 308;
  private static final int CANCELLED = 499;
  private static final int BUFFER = 64 * 1024;

  private final Storage storage;
  private final SecureRandom random = new SecureRandom();
  private final Map<String, UploadProgress> progress = new ConcurrentHashMap<>();

  public ResumableUploads(Storage storage) {
    this.storage = storage;
  }

  /** Starts an upload. Returns its id, the {@code upload_id} in {@code Location}. */
  public String start(ApiRequest request, UploadTarget target) throws IOException, ApiException {
    byte[] bytes = new byte[24];
    random.nextBytes(bytes);
    String id = HexFormat.of().formatHex(bytes);
    ObjectNode stored = target.toJson();
    Optional<String> declared = request.header("X-Upload-Content-Length");
    if (declared.isPresent()) {
      stored.put("total", ApiRequest.number("X-Upload-Content-Length", declared.get()));
    }
    long content = storage.contents().allocate();
    storage.contents().create(content).close();
    boolean started = false;
    try {
      storage.write(
          transaction -> {
            // An error is reported now, before the bytes are sent, and again after them.
            StoredBucket bucket = BucketTable.get(transaction.session(), target.bucket());
            ObjectProperties.ofNew(bucket, target.resource());
            target
                .conditions()
                .checkChange(
                    ObjectTable.live(transaction.session(), target.bucket(), target.name()));
            UploadTable.put(
                transaction.session(), new Upload(id, transaction.tick(), content, stored, null));
            return id;
          });
      started = true;
    } finally {
      if (!started) {
        storage.contents().delete(content);
      }
    }
    return id;
  }

  /** Whether an upload exists. A client that knows its id may resume it. */
  public boolean knows(String id) throws IOException, ApiException {
    return storage.read(session -> UploadTable.find(session, id)).isPresent();
  }

  private Upload find(String id) throws IOException, ApiException {
    Upload upload =
        storage
            .read(session -> UploadTable.find(session, id))
            .orElseThrow(
                () -> new ApiException(404, "notFound", "No such resumable upload: " + id));
    if (upload.created() < storage.tick() - LIFE.toMillis() * 1000) {
      throw new ApiException(410, "uploadExpired", "This resumable upload has expired.");
    }
    return upload;
  }

  /** {@code DELETE} of the address of an upload. */
  public Reply cancel(String id) throws IOException, ApiException {
    drop(find(id));
    return Reply.empty(CANCELLED);
  }

  private void drop(Upload upload) throws IOException, ApiException {
    progress.remove(upload.id());
    storage.write(
        transaction -> {
          UploadTable.delete(transaction.session(), upload.id());
          transaction.drop(upload.content());
          return upload;
        });
  }

  /** {@code PUT} to the address of an upload: more bytes, or a request for its status. */
  public Reply put(ApiRequest request, String id) throws IOException, ApiException {
    Upload upload = find(id);
    if (upload.result() != null) {
      return Reply.json(200, upload.result());
    }
    Optional<String> header = request.header("Content-Range");
    ContentRange range = header.isPresent() ? ContentRange.parse(header.get()) : ContentRange.WHOLE;
    UploadProgress bytes =
        progress.computeIfAbsent(
            id, key -> new UploadProgress(storage.contents().path(upload.content())));
    long declared = upload.request().path("total").asLong(-1);
    if (range.total() >= 0 && declared >= 0 && range.total() != declared) {
      throw new ApiException(
          400,
          "badRequest",
          "The upload was started with a size of %d bytes, not %d."
              .formatted(declared, range.total()));
    }
    if (range.asksForStatus()) {
      return bytes.size() == range.total()
          ? finish(request, upload, bytes, new Object())
          : incomplete(bytes.size());
    }
    if (!range.ends() && range.length() % ContentRange.UNIT != 0) {
      throw new ApiException(
          400,
          "badRequest",
          "Every chunk but the last must be a multiple of 262144 bytes; this one has "
              + range.length()
              + ".");
    }
    Object token = new Object();
    append(request, upload, bytes, range, token);
    long size = bytes.size();
    long total = range.total() >= 0 ? range.total() : declared;
    if (range.ends() && (total < 0 || size == total)) {
      return finish(request, upload, bytes, token);
    }
    return incomplete(size);
  }

  private static Reply incomplete(long size) {
    Reply reply = Reply.empty(INCOMPLETE);
    return size == 0 ? reply : reply.header("Range", "bytes=0-" + (size - 1));
  }

  /** Appends the body. What has arrived is kept if the connection breaks. */
  private void append(
      ApiRequest request, Upload upload, UploadProgress progress, ContentRange range, Object token)
      throws IOException, ApiException {
    long size = progress.take(token);
    if (range.first() > size) {
      // Google's reply. Its clients then ask for the status and send what is missing.
      throw new ApiException(
          503,
          "backendError",
          "Invalid request.  According to the Content-Range header, the upload offset is %d byte(s),"
                  .formatted(range.first())
              + " which exceeds already uploaded size of %d byte(s).".formatted(size));
    }
    long known = size - range.first();
    long position = 0;
    byte[] buffer = new byte[BUFFER];
    InputStream body = request.body();
    try (FileChannel file =
        FileChannel.open(storage.contents().path(upload.content()), StandardOpenOption.WRITE)) {
      for (int count = body.read(buffer); count >= 0; count = body.read(buffer)) {
        if (range.length() >= 0 && position + count > range.length()) {
          throw wrongLength(range, position + count);
        }
        int skipped = (int) Math.max(0, Math.min(count, known - position));
        if (skipped > 0) {
          System.arraycopy(buffer, skipped, buffer, 0, count - skipped);
        }
        progress.append(token, file, buffer, count - skipped);
        position += count;
      }
    } finally {
      progress.leave(token);
    }
    if (range.length() >= 0 && position != range.length()) {
      throw wrongLength(range, position);
    }
  }

  private static ApiException wrongLength(ContentRange range, long actual) {
    return new ApiException(
        400,
        "badRequest",
        "Invalid request.  There were %d byte(s) (or more) in the request body.  There should have"
                .formatted(actual)
            + " been %d byte(s) (starting at offset %d and ending at offset %d) according to the"
                .formatted(range.length(), range.first(), range.last())
            + " Content-Range header.");
  }

  private Reply finish(ApiRequest request, Upload upload, UploadProgress bytes, Object token)
      throws IOException, ApiException {
    bytes.take(token);
    StagedContent staged = bytes.finish(token, upload.content());
    UploadTarget target =
        UploadTarget.stored(upload.request()).expecting(ExpectedChecksums.ofHeaders(request));
    try {
      target.expected().check(staged);
      ObjectNode result =
          storage.write(
              transaction -> {
                Upload now = UploadTable.find(transaction.session(), upload.id()).orElse(upload);
                if (now.result() != null) {
                  return now.result();
                }
                StoredBucket bucket = BucketTable.get(transaction.session(), target.bucket());
                UploadsResource.Made made =
                    UploadsResource.create(transaction, bucket, staged, target, 0);
                ObjectNode resource = Resources.object(bucket, made.object(), request.baseUrl());
                UploadTable.put(
                    transaction.session(),
                    new Upload(
                        upload.id(),
                        upload.created(),
                        upload.content(),
                        upload.request(),
                        resource));
                return resource;
              });
      progress.remove(upload.id());
      return Reply.json(200, result);
    } catch (ApiException e) {
      // The upload can never be completed.
      drop(upload);
      throw e;
    }
  }

  /** Deletes expired uploads and their bytes. */
  public void sweep() throws IOException, ApiException {
    long oldest = storage.tick() - LIFE.toMillis() * 1000;
    for (Upload upload : storage.read(session -> UploadTable.before(session, oldest))) {
      drop(upload);
    }
  }
}
