package dev.drydock.cluster.gcs.json;

import com.fasterxml.jackson.databind.JsonNode;
import dev.drydock.cluster.gcs.resource.Resources;
import dev.drydock.cluster.gcs.store.OpenObject;
import dev.drydock.cluster.gcs.store.StoredObject;
import dev.drydock.cluster.google.ApiException;
import dev.drydock.cluster.google.ApiRequest;
import dev.drydock.cluster.google.Reply;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/**
 * The bytes of an object, all of them or a range: {@code
 * https://cloud.google.com/storage/docs/json_api/v1/objects/get} with {@code alt=media}. The
 * headers are those of {@code https://cloud.google.com/storage/docs/xml-api/reference-headers}. The
 * bytes are decompressed by the rules of {@code https://cloud.google.com/storage/docs/transcoding}.
 */
public final class MediaReply {
  private static final Pattern RANGE = Pattern.compile("bytes=(\\d*)-(\\d*)");
  private static final int BUFFER = 128 * 1024;
  private static final ThreadLocal<ByteBuffer> BUFFERS =
      ThreadLocal.withInitial(() -> ByteBuffer.allocateDirect(BUFFER));

  /** Headers with a property of the object. */
  private static final Map<String, String> PROPERTIES =
      Map.of(
          "Cache-Control", "cacheControl",
          "Content-Disposition", "contentDisposition",
          "Content-Language", "contentLanguage",
          "X-Goog-Storage-Class", "storageClass",
          "X-Goog-Custom-Time", "customTime");

  private MediaReply() {}

  /** Owns the object: closes it with the reply, or here if there is no reply. */
  public static Reply of(OpenObject open, ApiRequest request) throws IOException, ApiException {
    boolean replied = false;
    try {
      Reply reply = reply(open, request);
      headers(reply, open.object());
      replied = true;
      return reply;
    } finally {
      if (!replied) {
        open.close();
      }
    }
  }

  private static Reply reply(OpenObject open, ApiRequest request) throws IOException, ApiException {
    StoredObject object = open.object();
    if (decompressed(open, request)) {
      return Reply.of(200, new Decompressed(open))
          .header("X-Goog-Stored-Content-Encoding", "gzip")
          .header("X-GUploader-Response-Body-Transformations", "gunzipped")
          .header("Warning", "214 UploadServer gunzipped");
    }
    String encoding = object.properties().path("contentEncoding").asText("");
    Optional<String> wanted = request.header("Range");
    Matcher range = RANGE.matcher(wanted.orElse("").strip());
    Reply reply;
    if (range.matches() && range.group().length() > "bytes=-".length()) {
      reply = ranged(open, range.group(1), range.group(2));
    } else {
      reply =
          Reply.of(200, new Bytes(open, 0, object.size()))
              .header("Content-Length", Long.toString(object.size()));
    }
    if (!encoding.isEmpty()) {
      reply.header("Content-Encoding", encoding);
    }
    return reply.header(
        "X-Goog-Stored-Content-Encoding", encoding.isEmpty() ? "identity" : encoding);
  }

  private static Reply ranged(OpenObject open, String first, String last) throws ApiException {
    long size = open.object().size();
    long from;
    long to;
    try {
      from = first.isEmpty() ? Math.max(0, size - Long.parseLong(last)) : Long.parseLong(first);
      to = first.isEmpty() || last.isEmpty() ? size - 1 : Math.min(Long.parseLong(last), size - 1);
    } catch (NumberFormatException e) {
      throw unsatisfiable(size, e);
    }
    if (from > to) {
      throw unsatisfiable(size, null);
    }
    return Reply.of(206, new Bytes(open, from, to - from + 1))
        .header("Content-Range", "bytes " + from + "-" + to + "/" + size)
        .header("Content-Length", Long.toString(to - from + 1));
  }

  private static ApiException unsatisfiable(long size, Exception cause) {
    return new ApiException(
            416, "requestedRangeNotSatisfiable", "The requested range cannot be satisfied.", cause)
        .header("Content-Range", "bytes */" + size);
  }

  private static boolean decompressed(OpenObject open, ApiRequest request) throws IOException {
    StoredObject object = open.object();
    if (!object.properties().path("contentEncoding").asText().equals("gzip")
        || request.header("Accept-Encoding").orElse("").contains("gzip")
        || object.properties().path("cacheControl").asText().contains("no-transform")
        || object.size() < 2) {
      return false;
    }
    ByteBuffer magic = ByteBuffer.allocate(2);
    for (int read = 0; read < 2; ) {
      read += open.read(magic, read);
    }
    // Bytes that are not compressed, although their property says so, are sent as they are.
    return Short.reverseBytes(magic.getShort(0)) == (short) GZIPInputStream.GZIP_MAGIC;
  }

  private static void headers(Reply reply, StoredObject object) {
    reply.header(
        "Content-Type", object.properties().path("contentType").asText("application/octet-stream"));
    reply.header(
        "ETag", "\"" + Resources.etag(object.generation(), object.metageneration()) + "\"");
    reply.header("X-Goog-Generation", Long.toString(object.generation()));
    reply.header("X-Goog-Metageneration", Long.toString(object.metageneration()));
    reply.header("X-Goog-Stored-Content-Length", Long.toString(object.size()));
    String md5 = object.md5() == null ? "" : ",md5=" + object.md5();
    reply.header("X-Goog-Hash", "crc32c=" + object.crc32c() + md5);
    if (object.components() > 0) {
      reply.header("X-Goog-Component-Count", Integer.toString(object.components()));
    }
    PROPERTIES.forEach(
        (header, property) -> {
          JsonNode value = object.properties().path(property);
          if (value.isTextual()) {
            reply.header(header, value.asText());
          }
        });
  }

  /** The stored bytes. */
  private record Bytes(OpenObject open, long offset, long length) implements Reply.Body {
    @Override
    public void writeTo(WritableByteChannel channel) throws IOException {
      if (open.bytes() != null) {
        channel.write(ByteBuffer.wrap(open.bytes().get(), (int) offset, (int) length));
        return;
      }
      ByteBuffer buffer = BUFFERS.get();
      for (long done = 0; done < length; ) {
        buffer.clear().limit((int) Math.min(BUFFER, length - done));
        done += open.read(buffer, offset + done);
        channel.write(buffer.flip());
      }
    }

    @Override
    public void close() throws IOException {
      open.close();
    }
  }

  /** The stored bytes, decompressed. */
  private record Decompressed(OpenObject open) implements Reply.Body {
    @Override
    public void writeTo(WritableByteChannel channel) throws IOException {
      byte[] buffer = new byte[BUFFER / 2];
      try (InputStream bytes = new GZIPInputStream(new Stored(open), BUFFER / 4)) {
        for (int count = bytes.read(buffer); count >= 0; count = bytes.read(buffer)) {
          channel.write(ByteBuffer.wrap(buffer, 0, count));
        }
      }
    }

    @Override
    public void close() throws IOException {
      open.close();
    }
  }

  /** The stored bytes as a stream. */
  static final class Stored extends InputStream {
    private final OpenObject open;
    private long position;

    Stored(OpenObject open) {
      this.open = open;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      long left = open.object().size() - position;
      if (left <= 0) {
        return length == 0 ? 0 : -1;
      }
      int count = open.read(ByteBuffer.wrap(bytes, offset, (int) Math.min(length, left)), position);
      position += count;
      return count;
    }
  }
}
