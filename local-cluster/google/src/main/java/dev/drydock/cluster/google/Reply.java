package dev.drydock.cluster.google;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Response;

/** A reply: status, headers and body. It must be closed. */
public final class Reply implements AutoCloseable {
  /** The bytes of a reply. It is closed after they are sent, and also if they are not sent. */
  public interface Body extends AutoCloseable {
    void writeTo(WritableByteChannel channel) throws IOException;

    @Override
    void close() throws IOException;
  }

  private final int status;
  private final Map<String, String> headers = new LinkedHashMap<>();
  private final Body body;
  private JsonNode json;

  private Reply(int status, Body body) {
    this.status = status;
    this.body = body;
  }

  /** A reply with an empty body. */
  public static Reply empty(int status) {
    return new Reply(status, null).header("Content-Length", "0");
  }

  /** A reply without any header about a body: 204, 304, or the reply to HEAD. */
  public static Reply bare(int status) {
    return new Reply(status, null);
  }

  public static Reply json(int status, JsonNode node) {
    Reply reply = bytes(status, "application/json; charset=UTF-8", Json.bytes(node));
    reply.json = node;
    return reply;
  }

  /** The reply with the selected fields only, if it is JSON. */
  public Reply select(FieldMask mask) {
    return json == null ? this : json(status, mask.select(json));
  }

  public static Reply bytes(int status, String contentType, byte[] bytes) {
    Body body =
        new Body() {
          @Override
          public void writeTo(WritableByteChannel channel) throws IOException {
            channel.write(ByteBuffer.wrap(bytes));
          }

          @Override
          public void close() {}
        };
    return new Reply(status, body)
        .header("Content-Type", contentType)
        .header("Content-Length", Integer.toString(bytes.length));
  }

  /** A reply with a body. Its length is in the header {@code Content-Length}, or else unknown. */
  public static Reply of(int status, Body body) {
    return new Reply(status, body);
  }

  public Reply header(String name, String value) {
    headers.put(name, value);
    return this;
  }

  public int status() {
    return status;
  }

  public Map<String, String> headers() {
    return headers;
  }

  void writeTo(WritableByteChannel channel) throws IOException {
    if (body != null) {
      body.writeTo(channel);
    }
  }

  /** Sends status, headers and body. */
  void sendTo(Response response) throws IOException {
    response.setStatus(status);
    for (Map.Entry<String, String> header : headers.entrySet()) {
      response.getHeaders().put(header.getKey(), header.getValue());
    }
    String length = headers.get("Content-Length");
    Sent sent = new Sent(response, length == null ? -1 : Long.parseLong(length));
    writeTo(sent);
    sent.end();
  }

  /** Writes to the client. The last bytes are marked as the last if the length is known. */
  private static final class Sent implements WritableByteChannel {
    private final Response response;
    private long left;
    private boolean ended;

    Sent(Response response, long length) {
      this.response = response;
      this.left = length;
    }

    @Override
    public int write(ByteBuffer bytes) throws IOException {
      int count = bytes.remaining();
      left -= count;
      ended = left == 0;
      Content.Sink.write(response, ended, bytes);
      return count;
    }

    void end() throws IOException {
      if (!ended) {
        Content.Sink.write(response, true, null);
      }
    }

    @Override
    public boolean isOpen() {
      return !ended;
    }

    @Override
    public void close() {}
  }

  @Override
  public void close() throws IOException {
    if (body != null) {
      body.close();
    }
  }
}
