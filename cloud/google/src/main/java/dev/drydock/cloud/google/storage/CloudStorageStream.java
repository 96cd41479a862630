package dev.drydock.cloud.google.storage;

import com.google.api.client.http.ByteArrayContent;
import com.google.api.client.http.EmptyContent;
import com.google.api.services.storage.model.StorageObject;
import dev.drydock.cloud.google.storage.CloudStorageSessions.Progress;
import dev.drydock.cloud.objects.Checksum;
import dev.drydock.cloud.objects.DeclaredContent;
import dev.drydock.cloud.objects.VerifiedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * An upload whose length is known only at its end ("Perform resumable uploads", "Upload of unknown
 * size"). It is sent in chunks, each of which is in memory until the store has it.
 */
final class CloudStorageStream {
  static final int CHUNK = 32 * CloudStorageSessions.CHUNK_UNIT;

  private final CloudStorageConnection connection;
  private final CloudStorageSessions sessions;
  private final String url;
  private final String session;

  CloudStorageStream(
      CloudStorageConnection connection,
      CloudStorageSessions sessions,
      String url,
      String session) {
    this.connection = connection;
    this.sessions = sessions;
    this.url = url;
    this.session = session;
  }

  /** The next bytes of a stream; less than a whole chunk only at its end. */
  static byte[] chunk(String url, InputStream bytes) throws IOException {
    try {
      return bytes.readNBytes(CHUNK);
    } catch (IOException e) {
      throw DeclaredContent.unreadable(url, e);
    }
  }

  StorageObject send(byte[] first, InputStream rest) throws Exception {
    VerifiedInputStream.Digest digest = VerifiedInputStream.digest(Checksum.Algorithm.CRC32C);
    byte[] chunk = first;
    for (long offset = 0; ; offset += CHUNK) {
      digest.update(chunk, 0, chunk.length);
      byte[] next = chunk(url, rest);
      if (next.length == 0) {
        Checksum checksum = new Checksum(Checksum.Algorithm.CRC32C, digest.hexadecimal());
        String total = Long.toString(offset + chunk.length);
        StorageObject done = send(chunk, offset, total, checksum).done();
        if (done == null) {
          throw new IOException("the server expects more bytes than there are");
        }
        return sessions.checked(url, done, checksum);
      }
      send(chunk, offset, "*", null);
      chunk = next;
    }
  }

  /** Sends a chunk with retries, which send only what has not arrived. */
  private Progress send(byte[] chunk, long offset, String total, Checksum checksum)
      throws Exception {
    long end = offset + chunk.length;
    AtomicBoolean sent = new AtomicBoolean();
    return connection.retry(
        () -> {
          Progress there =
              sent.getAndSet(true)
                  ? sessions.put(session, new EmptyContent(), "bytes */" + total, null)
                  : new Progress(offset, null);
          if (there.done() != null || there.offset() == end) {
            return there;
          }
          long arrived = there.offset() - offset;
          if (arrived < 0 || arrived > chunk.length) {
            throw new IOException("the server has " + there.offset() + " bytes of the object");
          }
          // The store accepts whole units only, and skips bytes that it already has.
          int from = (int) (arrived - arrived % CloudStorageSessions.CHUNK_UNIT);
          Progress now =
              sessions.put(
                  session,
                  new ByteArrayContent(null, chunk, from, chunk.length - from),
                  "bytes " + (offset + from) + "-" + (end - 1) + "/" + total,
                  checksum);
          if (now.done() == null && now.offset() != end) {
            throw new IOException("the server kept " + now.offset() + " of " + end + " bytes");
          }
          return now;
        });
  }
}
