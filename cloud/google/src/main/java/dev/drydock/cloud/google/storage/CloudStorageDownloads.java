package dev.drydock.cloud.google.storage;

import com.google.api.client.http.HttpResponse;
import dev.drydock.cloud.objects.Checksum;
import dev.drydock.cloud.objects.ResumingInputStream;
import dev.drydock.cloud.objects.StorageException;
import dev.drydock.cloud.objects.VerifiedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * The bytes of objects (JSON API, "Objects: get" with {@code alt=media}), by the generated client.
 * The library's own reader gives access neither to the headers nor to the stored bytes of
 * compressed objects.
 */
final class CloudStorageDownloads {
  private static final int PARTIAL_CONTENT = 206;

  private final CloudStorageBucket bucket;

  CloudStorageDownloads(CloudStorageBucket bucket) {
    this.bucket = bucket;
  }

  /**
   * A whole object, which is verified, and resumed when the connection is lost.
   *
   * @param generation the generation to read; null for the live one
   */
  InputStream whole(String name, Long generation) throws StorageException {
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
        bytes, bucket.url(name), size, CloudStorageObjects.checksum(response.getHeaders()));
  }

  InputStream get(String name, String version, long offset, long length) throws StorageException {
    HttpResponse response =
        read(
            name,
            null,
            version.isEmpty() ? null : Long.valueOf(version),
            "bytes=" + offset + "-" + (offset + length - 1));
    return new VerifiedInputStream(
        body(name, response), bucket.url(name), size(response), Checksum.NONE);
  }

  /**
   * Requests bytes.
   *
   * @param generation the generation to read; null for the live one
   * @param expected the generation that the live one must have; null for any
   * @param range as in the header; null for all bytes
   */
  private HttpResponse read(String name, Long generation, Long expected, String range)
      throws StorageException {
    return bucket.ask(
        name,
        () -> {
          var get =
              bucket
                  .connection()
                  .media()
                  .objects()
                  .get(bucket.name(), name)
                  .setGeneration(generation)
                  .setIfGenerationMatch(expected);
          // As stored, even if the object is declared as compressed: its checksum is that of the
          // stored bytes.
          get.setReturnRawInputStream(true);
          get.getRequestHeaders().setRange(range);
          HttpResponse response = get.executeMedia();
          // Some proxies answer with all bytes, which must not be mistaken for the range.
          if (range != null && response.getStatusCode() != PARTIAL_CONTENT) {
            closeQuietly(response);
            throw new StorageException(
                StorageException.Reason.FAILED,
                bucket.url(name) + ": the server returned other bytes than requested");
          }
          return response;
        });
  }

  private static void closeQuietly(HttpResponse response) {
    try {
      response.disconnect();
    } catch (IOException e) {
      // Nothing of the object is needed.
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
      throw CloudStorageErrors.translate(bucket.url(name), e);
    }
  }

  /** Drops the connection when it is closed early, instead of reading the rest of the object. */
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
}
