package dev.drydock.cloud.google.storage;

import com.google.api.client.googleapis.json.GoogleJsonResponseException;
import com.google.api.client.http.ByteArrayContent;
import com.google.api.client.http.EmptyContent;
import com.google.api.client.http.GenericUrl;
import com.google.api.client.http.HttpContent;
import com.google.api.client.http.HttpRequest;
import com.google.api.client.http.HttpResponse;
import com.google.api.client.json.gson.GsonFactory;
import com.google.api.services.storage.model.StorageObject;
import dev.drydock.cloud.objects.Checksum;
import dev.drydock.cloud.objects.Content;
import dev.drydock.cloud.objects.DeclaredContent;
import dev.drydock.cloud.objects.StorageException;
import dev.drydock.cloud.objects.VerifiedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Sessions of resumable uploads (Cloud Storage guide, "Perform resumable uploads").
 *
 * <p>All but the end of an object is sent as one chunk, which is not buffered here. The end is sent
 * as a second chunk, together with the checksum of the whole object, which is known by then. So the
 * store creates the object only if its bytes are right.
 */
final class CloudStorageSessions {
  /** The size of every chunk but the last is a multiple of this. */
  static final int CHUNK_UNIT = 256 << 10;

  private static final int ABANDON_MILLIS = 5000;

  private final CloudStorageConnection connection;
  private final String bucket;

  CloudStorageSessions(CloudStorageBucket bucket) {
    this.connection = bucket.connection();
    this.bucket = bucket.name();
  }

  /**
   * Begins an upload.
   *
   * @param length of the object; -1 if it is not known yet
   * @param condition a parameter such as {@code ifGenerationMatch}, or none
   * @return the URI of the session
   */
  String begin(String name, long length, Map<String, Long> condition) throws IOException {
    GenericUrl url = new GenericUrl(connection.host() + "/upload/storage/v1/b");
    url.getPathParts().add(bucket);
    url.getPathParts().add("o");
    url.put("uploadType", "resumable");
    url.put("name", name);
    url.putAll(condition);
    HttpRequest request =
        connection.request(
            "POST",
            url,
            ByteArrayContent.fromString(
                "application/json", "{\"contentType\":\"application/octet-stream\"}"));
    if (length >= 0) {
      request.getHeaders().set("X-Upload-Content-Length", length);
    }
    request.getHeaders().set("X-Upload-Content-Type", "application/octet-stream");
    HttpResponse response = request.execute();
    try {
      if (!response.isSuccessStatusCode()) {
        throw GoogleJsonResponseException.from(GsonFactory.getDefaultInstance(), response);
      }
      return connection.endpoint().withoutPath(response.getHeaders().getLocation());
    } finally {
      response.disconnect();
    }
  }

  /** Whether a session, which is a URI, belongs to this server. */
  boolean mayKnow(String session) {
    String server = URI.create(connection.host()).getRawAuthority();
    return server.equals(URI.create(session).getRawAuthority());
  }

  /** Sends a whole object to a new session, with retries. */
  StorageObject send(String url, String session, Content content) throws Exception {
    return again(url, session, content, false);
  }

  /** Asks how much has arrived and sends the rest, with retries. */
  StorageObject resume(String url, String session, Content content) throws Exception {
    return again(url, session, content, true);
  }

  private StorageObject again(String url, String session, Content content, boolean begun)
      throws Exception {
    AtomicBoolean ask = new AtomicBoolean(begun);
    AtomicLong arrived = new AtomicLong();
    return connection
        .retries()
        .call(
            () -> {
              if (!ask.getAndSet(true)) {
                return send(url, session, content, 0);
              }
              Progress progress =
                  put(session, new EmptyContent(), "bytes */" + content.length(), null);
              if (progress.done != null) {
                return compared(url, progress.done, content);
              }
              arrived.set(progress.offset);
              content.arrived(progress.offset);
              return send(url, session, content, progress.offset);
            },
            arrived::get);
  }

  /** Verifies an object whose upload had already ended, perhaps with an answer that was lost. */
  private StorageObject compared(String url, StorageObject object, Content content)
      throws IOException {
    VerifiedInputStream.Digest digest = VerifiedInputStream.digest(Checksum.Algorithm.CRC32C);
    try (InputStream bytes = new DeclaredContent(content, url).open()) {
      digest(bytes, content.length(), digest);
    }
    return checked(url, object, new Checksum(Checksum.Algorithm.CRC32C, digest.hexadecimal()));
  }

  /** Sends what comes after the first {@code offset} bytes, which have arrived. */
  private StorageObject send(String url, String session, Content content, long offset)
      throws IOException {
    long length = content.length();
    VerifiedInputStream.Digest digest = VerifiedInputStream.digest(Checksum.Algorithm.CRC32C);
    try (InputStream bytes = new DeclaredContent(content, url).open()) {
      digest(bytes, offset, digest);
      long last = Math.max(offset, length - 1 - (length - 1 - offset) % CHUNK_UNIT);
      if (offset < last) {
        Progress sent =
            put(
                session,
                new Slice(bytes, last - offset, digest),
                range(offset, last, length),
                null);
        if (sent.done != null || sent.offset != last) {
          throw new IOException("the server kept " + sent.offset + " of " + last + " bytes");
        }
      }
      byte[] rest = bytes.readAllBytes();
      digest.update(rest, 0, rest.length);
      Checksum checksum = new Checksum(Checksum.Algorithm.CRC32C, digest.hexadecimal());
      Progress ended =
          put(
              session,
              new ByteArrayContent(null, rest),
              rest.length == 0 ? "bytes */" + length : range(last, length, length),
              checksum);
      if (ended.done == null) {
        throw new IOException("the server expects more bytes than there are");
      }
      return checked(url, ended.done, checksum);
    }
  }

  /** Verifies what is stored, for servers that ignore the checksum sent with the last chunk. */
  StorageObject checked(String url, StorageObject object, Checksum sent) throws IOException {
    String told = object.getCrc32c();
    if (told != null && !told.equals(CloudStorageObjects.base64(sent))) {
      connection
          .media()
          .objects()
          .delete(bucket, object.getName())
          .setGeneration(object.getGeneration())
          .execute();
      throw new StorageException(
          StorageException.Reason.CORRUPT,
          url + ": the bytes were changed in transit: the object was removed");
    }
    return object;
  }

  /** Streams of content never end early without an exception. */
  private static void digest(InputStream bytes, long length, VerifiedInputStream.Digest digest)
      throws IOException {
    byte[] buffer = new byte[64 << 10];
    for (long left = length; left > 0; ) {
      int read = bytes.read(buffer, 0, (int) Math.min(left, buffer.length));
      digest.update(buffer, 0, read);
      left -= read;
    }
  }

  private static String range(long begin, long end, long length) {
    return "bytes " + begin + "-" + (end - 1) + "/" + length;
  }

  private GenericUrl address(String session) {
    return new GenericUrl(connection.endpoint().withoutPath(session), true);
  }

  /** How far a session has come. */
  record Progress(long offset, StorageObject done) {}

  Progress put(String session, HttpContent body, String range, Checksum checksum)
      throws IOException {
    HttpRequest request = connection.request("PUT", address(session), body);
    request.getHeaders().setContentRange(range);
    if (checksum != null) {
      request.getHeaders().set("x-goog-hash", "crc32c=" + CloudStorageObjects.base64(checksum));
    }
    HttpResponse response = request.execute();
    try {
      if (response.getStatusCode() == 308) {
        String stored = response.getHeaders().getRange();
        return new Progress(
            stored == null ? 0 : Long.parseLong(stored.replaceFirst(".*-", "")) + 1, null);
      }
      if (!response.isSuccessStatusCode()) {
        throw GoogleJsonResponseException.from(GsonFactory.getDefaultInstance(), response);
      }
      StorageObject done =
          GsonFactory.getDefaultInstance()
              .createJsonParser(response.getContent(), response.getContentCharset())
              .parse(StorageObject.class);
      return new Progress(Long.MAX_VALUE, done);
    } finally {
      response.disconnect();
    }
  }

  /** With a short timeout: a server that has just timed out forgets the session after a week. */
  void abandon(String session) throws IOException {
    HttpResponse response =
        connection
            .request("DELETE", address(session), null)
            .setReadTimeout(ABANDON_MILLIS)
            .execute();
    int status = response.getStatusCode();
    try {
      // The store answers 499 to a successful cancellation.
      if (status >= 400 && status != 404 && status != 410 && status != 499) {
        throw GoogleJsonResponseException.from(GsonFactory.getDefaultInstance(), response);
      }
    } finally {
      response.disconnect();
    }
  }

  /** The next bytes of a stream, which can be sent only once. */
  private static final class Slice implements HttpContent {
    private final InputStream bytes;
    private final long length;
    private final VerifiedInputStream.Digest digest;

    Slice(InputStream bytes, long length, VerifiedInputStream.Digest digest) {
      this.bytes = bytes;
      this.length = length;
      this.digest = digest;
    }

    @Override
    public long getLength() {
      return length;
    }

    @Override
    public String getType() {
      return null;
    }

    @Override
    public boolean retrySupported() {
      return false;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
      byte[] buffer = new byte[64 << 10];
      for (long left = length; left > 0; ) {
        int wanted = (int) Math.min(left, buffer.length);
        int read = bytes.read(buffer, 0, wanted);
        digest.update(buffer, 0, read);
        out.write(buffer, 0, read);
        left -= read;
      }
      out.flush();
    }
  }
}
