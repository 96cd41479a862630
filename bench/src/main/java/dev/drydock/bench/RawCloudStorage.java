package dev.drydock.bench;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Measures the best that a Cloud Storage server can do: one request of the JSON API for each
 * object, bytes from and to memory, and no checksums compared. It speaks HTTP/1.1 (RFC 9112) over
 * plain sockets: the JDK's clients take longer for a small object than some servers, and that time
 * would be in all figures.
 */
final class RawCloudStorage {
  private static final String BUCKET = "bench";
  private static final int BLOCK = 1 << 16;
  private static final int TIMEOUT_MILLISECONDS = 300_000;
  private static final Pattern LENGTH = Pattern.compile("(?i)content-length: *(\\d+)");

  private final URI url;
  private final byte[] block = new byte[BLOCK];

  /** What to do with an object. */
  enum Verb {
    PUT,
    GET,
    DELETE
  }

  /**
   * @param url the URL of the server, followed by the secret path segment if it needs one
   */
  RawCloudStorage(String url) {
    this.url = URI.create(url);
    new Random(1).nextBytes(block);
  }

  /** Whether the server answers. */
  boolean answers() {
    try (Connection connection = new Connection()) {
      connection.send("GET", "/storage/v1/b?project=bench", new byte[0], 0);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  void makeBucket() throws IOException {
    byte[] resource = ("{\"name\":\"" + BUCKET + "\"}").getBytes(StandardCharsets.UTF_8);
    try (Connection connection = new Connection()) {
      connection.send("POST", "/storage/v1/b?project=bench", resource, resource.length);
    }
  }

  /**
   * Performs the same action on many objects.
   *
   * @param bytes the size of each object
   * @param atOnce the number of connections
   */
  void run(Verb verb, int objects, long bytes, int atOnce)
      throws IOException, InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(atOnce);
    try {
      AtomicInteger next = new AtomicInteger();
      List<Future<?>> workers = new ArrayList<>();
      for (int i = 0; i < atOnce; i++) {
        workers.add(
            threads.submit(
                () -> {
                  try (Connection connection = new Connection()) {
                    for (int n = next.getAndIncrement(); n < objects; n = next.getAndIncrement()) {
                      run(connection, verb, "object-" + n, bytes);
                    }
                  }
                  return null;
                }));
      }
      for (Future<?> worker : workers) {
        worker.get();
      }
    } catch (ExecutionException e) {
      throw new IOException(e.getCause().getMessage(), e);
    } finally {
      threads.shutdownNow();
    }
  }

  private void run(Connection connection, Verb verb, String name, long bytes) throws IOException {
    String object = "/storage/v1/b/" + BUCKET + "/o";
    switch (verb) {
      case PUT ->
          connection.send(
              "POST", "/upload" + object + "?uploadType=media&name=" + name, block, bytes);
      case GET -> {
        long count = connection.send("GET", object + "/" + name + "?alt=media", block, 0);
        if (count != bytes) {
          throw new IOException(name + " has " + count + " bytes, not " + bytes);
        }
      }
      case DELETE -> connection.send("DELETE", object + "/" + name, block, 0);
    }
  }

  /** A connection that is kept from one request to the next, as clients do it. */
  private final class Connection implements AutoCloseable {
    private final Socket socket = new Socket();
    private final InputStream in;
    private final byte[] received = new byte[BLOCK];

    Connection() throws IOException {
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(TIMEOUT_MILLISECONDS);
      socket.connect(new InetSocketAddress(url.getHost(), url.getPort()));
      in = new BufferedInputStream(socket.getInputStream(), BLOCK);
    }

    /**
     * Sends a request and returns the number of bytes in the reply.
     *
     * @param body sent repeatedly
     * @param length the number of bytes to send in total
     */
    long send(String method, String path, byte[] body, long length) throws IOException {
      String head =
          method + " " + url.getPath() + path + " HTTP/1.1\r\nHost: " + url.getAuthority() + "\r\n";
      if (method.equals("POST")) {
        String type = body == block ? "application/octet-stream" : "application/json";
        head += "Content-Type: " + type + "\r\nContent-Length: " + length + "\r\n";
      }
      ByteArrayOutputStream first = new ByteArrayOutputStream();
      first.writeBytes((head + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
      int now = (int) Math.min(length, body.length);
      first.write(body, 0, now);
      first.writeTo(socket.getOutputStream());
      for (long left = length - now; left > 0; left -= body.length) {
        socket.getOutputStream().write(body, 0, (int) Math.min(left, body.length));
      }
      return answer(path);
    }

    private long answer(String path) throws IOException {
      String status = line();
      long length = 0;
      boolean chunked = false;
      for (String header = line(); !header.isEmpty(); header = line()) {
        Matcher matcher = LENGTH.matcher(header);
        length = matcher.matches() ? Long.parseLong(matcher.group(1)) : length;
        chunked |= header.equalsIgnoreCase("transfer-encoding: chunked");
      }
      if (chunked) {
        long chunk;
        do {
          chunk = Long.parseLong(line(), 16);
          skip(chunk);
          length += chunk;
          line();
        } while (chunk > 0);
      } else {
        skip(length);
      }
      if (!status.matches("HTTP/1.1 2.*")) {
        throw new IOException(path + ": the server answers " + status);
      }
      return length;
    }

    private String line() throws IOException {
      StringBuilder line = new StringBuilder();
      for (int next = in.read(); next != '\n'; next = in.read()) {
        if (next < 0) {
          throw new EOFException(url.getAuthority() + " has closed the connection");
        }
        line.append((char) next);
      }
      line.setLength(Math.max(0, line.length() - 1));
      return line.toString();
    }

    private void skip(long bytes) throws IOException {
      for (long left = bytes; left > 0; ) {
        int count = in.read(received, 0, (int) Math.min(left, received.length));
        if (count < 0) {
          throw new EOFException(
              url.getAuthority() + " closed the connection in the middle of a reply");
        }
        left -= count;
      }
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
